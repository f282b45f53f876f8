package wirebench.client.resilience;

import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.ResponseHandler;
import wirebench.client.SocketCalls;
import wirebench.client.StreamedResponse;
import wirebench.client.config.ClientConfig;
import wirebench.client.failure.FailureContext;

/// A client that tries again where another one gives up, and leaves an origin alone that fails too often. It carries
/// out nothing itself: it has another client do it, of whichever model. Thread-safe.
///
/// An attempt is made again only if it is allowed (RFC 9110 section 9.2.2): the request is idempotent and its body can
/// be had again, or nothing of it was written. It is never made again once the caller's handler was given a head. How
/// failures are judged is told in `docs/failures.md`. A response whose status is to be tried again is held back only
/// when it is certain that another attempt follows; otherwise the caller gets it. All attempts share the exchange's
/// deadline: a pause that would outlast it is not begun.
///
/// An exchange that goes well allocates nothing beyond what the other client allocates, and no policy is engaged: one
/// object stands in for the caller's handler and is used again.
///
/// An exchange that is refused or cancelled between two attempts is told so on the client's timer, a thread that all
/// pauses share; its handler must not block there.
public final class ResilientClient implements HttpClient {
    private static final long CLOSE_SECONDS = 5;

    /// How one attempt of a synchronous exchange is made.
    @FunctionalInterface
    interface Step {
        /// Returns when there is a response, or enough of one.
        void carryOut(HttpClient client, Attempt attempt, Deadline deadline) throws ExchangeException;
    }

    // None of these captures anything, so that none is allocated for an exchange.
    private static final Step EXCHANGE =
            (client, attempt, deadline) -> client.exchange(attempt.request(), attempt, deadline);
    private static final Step OPEN =
            (client, attempt, deadline) -> attempt.receives(client.open(attempt.request(), deadline));

    private final HttpClient client;
    private final @Nullable BreakerConfig breakerConfig;
    private final NanoClock clock;
    private final ResilienceListener listener;
    private final RetryRules rules;
    private final long totalNanos; // of the timeout, 0 for none
    private final Attempts attempts = new Attempts(this);
    private final Map<Origin, Breaker> breakers = new ConcurrentHashMap<>();
    private final LongAdder refusals = new LongAdder();
    private final ScheduledThreadPoolExecutor timer;
    private volatile boolean closed;

    private ResilientClient(
            HttpClient client,
            ResilienceConfig config,
            ResilienceListener listener,
            NanoClock clock,
            InstantSource wallClock,
            RandomGenerator chance) {
        this.client = client;
        this.breakerConfig = config.breaker();
        this.listener = listener;
        this.clock = clock;
        rules = new RetryRules(config.retries(), clock, wallClock, chance, listener);
        totalNanos = Deadline.nanos(client.config().timeouts().total());
        // No thread before the first pause.
        timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .daemon()
                        .name("wirebench-" + client.name() + "-retries")
                        .factory());
        timer.setRemoveOnCancelPolicy(true);
        // Whoever stops a pause that just begins may not find it.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Puts a client in front of another one.
    ///
    /// @param client carries out the attempts; closed with this one
    /// @param config when there are to be several, or none
    /// @param listener is told of them
    /// @return the client, to be closed by the caller
    public static ResilientClient of(HttpClient client, ResilienceConfig config, ResilienceListener listener) {
        return of(client, config, listener, NanoClock.SYSTEM, InstantSource.system(), new SplittableRandom());
    }

    /// Puts a client in front of another one.
    ///
    /// @param client carries out the attempts; closed with this one
    /// @param config when there are to be several, or none
    /// @param listener is told of them
    /// @param clock what deadlines are compared with, budgets are filled and breakers are opened by
    /// @param wallClock what the dates of Retry-After are compared with
    /// @param chance spreads the pauses; used by one thread at a time
    /// @return the client, to be closed by the caller
    public static ResilientClient of(
            HttpClient client,
            ResilienceConfig config,
            ResilienceListener listener,
            NanoClock clock,
            InstantSource wallClock,
            RandomGenerator chance) {
        return new ResilientClient(client, config, listener, clock, wallClock, chance);
    }

    @Override
    public String name() {
        return client.name();
    }

    @Override
    public ExecutionModel model() {
        return client.model();
    }

    @Override
    public ClientConfig config() {
        return client.config();
    }

    @Override
    public void exchange(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException {
        Attempt attempt = begin(request, handler, deadline);
        try {
            carryOut(attempt, EXCHANGE);
        } finally {
            attempts.giveBack(attempt);
        }
    }

    /// {@inheritDoc}
    ///
    /// Once the head was returned, nothing is tried again, and the circuit breaker takes no more notice.
    @Override
    public StreamedResponse open(HttpRequest request, Deadline deadline) throws ExchangeException {
        Attempt attempt = begin(request, NobodyElse.INSTANCE, deadline);
        try {
            carryOut(attempt, OPEN);
            return attempt.takeResponse();
        } finally {
            attempts.giveBack(attempt);
        }
    }

    @Override
    public void start(HttpRequest request, ExchangeHandler handler, Deadline deadline) {
        Attempt attempt = begin(request, handler, deadline);
        boolean started = false;
        try {
            if (attempt.admitted()) {
                client.start(request, attempt, attempt.deadline());
            } else {
                finishLater(attempt, refusal(attempt));
            }
            started = true;
        } finally {
            if (!started) {
                attempt.abandoned();
                attempts.giveBack(attempt);
            }
        }
    }

    @Override
    public void resume(ResponseHandler handler) {
        client.resume(handler);
    }

    @Override
    public void cancel(ExchangeHandler handler) {
        Attempt.Retries retries = attempts.cancel(handler);
        client.cancel(handler);
        if (retries != null) {
            retries.stop(circumstances -> circumstances.cancelled(null));
        }
    }

    @Override
    public SocketCalls calls() {
        return client.calls();
    }

    @Override
    public PoolStats pool() {
        return client.pool();
    }

    /// What was done besides carrying out exchanges.
    ///
    /// @return a snapshot
    public ResilienceStats stats() {
        return new ResilienceStats(rules.retries(), refusals.sum(), rules.overBudget());
    }

    /// What the circuit breaker of an origin does.
    ///
    /// @param origin any
    /// @return [BreakerState#CLOSED] also if there is no breaker
    public BreakerState breaker(Origin origin) {
        Breaker breaker = breakers.get(origin);
        return breaker == null ? BreakerState.CLOSED : breaker.state();
    }

    @Override
    public void close() {
        closed = true;
        attempts.retries().forEach(retries -> retries.stop(FailureContext::clientClosed));
        client.close();
        timer.shutdown(); // what it has yet to tell, it tells
        try {
            boolean _ = timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean closed() {
        return closed;
    }

    RetryRules rules() {
        return rules;
    }

    /// Does something after a pause, on the client's timer.
    ///
    /// @throws RejectedExecutionException if the client is closed
    Future<?> after(long nanos, Runnable task) {
        return timer.schedule(() -> reportFrom(task), nanos, TimeUnit.NANOSECONDS);
    }

    /// Makes one attempt of a synchronous exchange.
    ///
    /// @return its failure, or null
    @Nullable
    ExchangeException carryOutOnce(Attempt attempt, Step step) {
        if (!attempt.admitted()) {
            return refusal(attempt);
        }
        ExchangeException failure = null;
        try {
            step.carryOut(client, attempt, attempt.deadline());
        } catch (ExchangeException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            attempt.abandoned();
            throw e;
        }
        attempt.ended(failure);
        return failure;
    }

    /// Makes another attempt of an exchange that was started.
    void startOnce(Attempt attempt, StartedRetries retries) {
        ResponseHandler named = attempt.handler;
        if (!attempt.admitted()) {
            finish(attempt, refusal(attempt));
            return;
        }
        try {
            client.start(attempt.request(), attempt, attempt.deadline());
        } catch (RuntimeException | Error e) {
            attempt.abandoned();
            finish(attempt, closed ? attempt.circumstances().clientClosed() : e);
            return;
        }
        // Whoever cancelled meanwhile may have found neither a pause nor an exchange. The flag is read first: if it is
        // that of the object's next exchange, this one is over.
        if (attempt.cancelled && retries.underWay() && named instanceof ExchangeHandler handler) {
            client.cancel(handler);
        }
    }

    /// Decides what follows an attempt of an exchange that was started.
    void ended(Attempt attempt, @Nullable Throwable failure) {
        attempt.ended(failure);
        if (!attempt.wantsAnother(failure)) {
            finish(attempt, failure);
        } else if (attempt.retries instanceof StartedRetries retries) {
            retries.pause();
        } else {
            new StartedRetries(this, attempt).begin();
        }
    }

    /// Tells the handler of an exchange that was started that it has failed, but not within the present call.
    void finishLater(Attempt attempt, ExchangeFailure failure) {
        try {
            timer.execute(() -> reportFrom(() -> finish(attempt, failure)));
        } catch (RejectedExecutionException e) {
            finish(attempt, failure); // the client is closed, and its exchanges ought to be over
        }
    }

    private void finish(Attempt attempt, @Nullable Throwable failure) {
        ResponseHandler told = attempt.handler;
        Throwable why =
                failure == null && attempt.held() ? attempt.circumstances().cancelled(null) : failure;
        if (attempt.retries instanceof StartedRetries retries) {
            retries.over();
        }
        attempts.giveBack(attempt);
        if (told instanceof ExchangeHandler handler) {
            tell(handler, why);
        }
    }

    /// The timer would keep to itself what a handler throws.
    private static void reportFrom(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private static void tell(ExchangeHandler handler, @Nullable Throwable failure) {
        if (failure == null) {
            handler.completed();
        } else {
            handler.failed(failure);
        }
    }

    private void carryOut(Attempt attempt, Step step) throws ExchangeException {
        ExchangeException failure = carryOutOnce(attempt, step);
        if (attempt.wantsAnother(failure)) {
            new CalledRetries(this, attempt, step).carryOut();
        } else if (failure != null) {
            throw failure;
        }
    }

    private Attempt begin(HttpRequest request, ResponseHandler handler, Deadline deadline) {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        rules.begins();
        Attempt attempt = attempts.take(handler);
        Breaker breaker = breakerConfig == null ? null : breaker(request, breakerConfig);
        attempt.begin(request, deadline, totalNanos(deadline), breaker);
        return attempt;
    }

    private Breaker breaker(HttpRequest request, BreakerConfig config) {
        Breaker breaker = breakers.get(request.origin());
        return breaker != null
                ? breaker
                : breakers.computeIfAbsent(request.origin(), origin -> new Breaker(origin, config, clock, listener));
    }

    /// When all attempts together end at the latest.
    private long totalNanos(Deadline deadline) {
        return totalNanos == 0
                ? deadline.nanos()
                : Math.min(deadline.nanos(), Deadline.after(clock.nanos(), totalNanos));
    }

    private ExchangeFailure refusal(Attempt attempt) {
        refusals.increment();
        listener.refused(attempt.request());
        return new FailureContext(attempt.request().origin(), Phase.ACQUIRE, false).refused();
    }
}
