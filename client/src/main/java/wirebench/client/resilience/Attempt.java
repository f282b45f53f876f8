package wirebench.client.resilience;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.StreamedResponse;
import wirebench.client.Timings;
import wirebench.client.failure.FailureContext;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// One exchange of a caller's, attempt by attempt: it stands in for the caller's handler, so that the head of a
/// response that is not to be returned can be held back.
///
/// Confined to whoever carries out the exchange, but for what is said otherwise. Used again: see [Attempts].
final class Attempt implements ExchangeHandler {
    private static final HttpRequest NOTHING = HttpRequest.get("http://127.0.0.1/");

    /// Ends what was begun because of an exchange that has to be tried again.
    interface Retries {
        /// Ends the exchange, if it pauses.
        ///
        /// @param why makes the failure
        void stop(Function<FailureContext, ExchangeFailure> why);
    }

    final Attempts.Stripe home;

    /// Its place there, guarded by its lock as the handler is.
    int slot;

    ResponseHandler handler = NobodyElse.INSTANCE;

    /// Whether the caller wants the exchange no more. Set under the stripe's lock.
    volatile boolean cancelled;

    /// Set from the first failure on.
    volatile @Nullable Retries retries;

    private final ResilientClient client;
    private HttpRequest request = NOTHING;
    private Deadline deadline = Deadline.NEVER; // the caller's
    private long deadlineNanos; // of all attempts together
    private @Nullable Breaker breaker;
    private int permit = Breaker.REFUSED; // the breaker's, while an attempt is under way
    private int number;
    private long pauseNanos;
    private @Nullable StreamedResponse response; // if the caller reads it as a stream
    private boolean held; // the present response
    private boolean headGiven; // to the caller's handler
    private boolean written; // an octet of the request, by any attempt

    Attempt(ResilientClient client, Attempts.Stripe home, int slot) {
        this.client = client;
        this.home = home;
        this.slot = slot;
    }

    void begin(HttpRequest newRequest, Deadline given, long totalNanos, @Nullable Breaker newBreaker) {
        request = newRequest;
        deadline = given;
        deadlineNanos = totalNanos;
        breaker = newBreaker;
        number = 1;
        pauseNanos = 0;
        held = false;
        headGiven = false;
        written = false;
    }

    /// Lets go of everything that belongs to the caller.
    void clear() {
        request = NOTHING;
        handler = NobodyElse.INSTANCE;
        deadline = Deadline.NEVER;
        breaker = null;
        response = null;
        retries = null;
        cancelled = false;
    }

    HttpRequest request() {
        return request;
    }

    /// When the present attempt ends at the latest. The first one ends by itself when the client's total timeout has
    /// passed, so that it needs no deadline of its own.
    Deadline deadline() {
        return number == 1 ? deadline : new Deadline(deadlineNanos);
    }

    /// When the exchange ends at the latest, all attempts included.
    long deadlineNanos() {
        return deadlineNanos;
    }

    /// Which attempt it is, from 1.
    int number() {
        return number;
    }

    /// The pause before the next attempt, or that before the present one.
    long pauseNanos() {
        return pauseNanos;
    }

    void pauses(long nanos) {
        pauseNanos = nanos;
    }

    /// Whether the present response was held back.
    boolean held() {
        return held;
    }

    /// Whether nothing but the rules forbids another attempt: the caller has seen no head and still wants one, and the
    /// origin may be tried.
    boolean mayGoOn() {
        Breaker judge = breaker;
        return !headGiven && !cancelled && !client.closed() && (judge == null || judge.state() != BreakerState.OPEN);
    }

    /// Under which circumstances a pause ends.
    FailureContext circumstances() {
        return new FailureContext(request.origin(), Phase.ACQUIRE, written);
    }

    boolean hasTimeFor(long pause, long nowNanos) {
        return deadlineNanos == Long.MAX_VALUE || pause < deadlineNanos - nowNanos;
    }

    /// Makes it the next attempt.
    void next() {
        number++;
        held = false;
    }

    /// Asks the breaker whether something may be sent.
    boolean admitted() {
        Breaker judge = breaker;
        if (judge != null) {
            permit = judge.tryAcquire();
        }
        return judge == null || permit != Breaker.REFUSED;
    }

    /// Notes how an attempt ended, which says nothing of the origin if it is the caller's own doing.
    ///
    /// @param failure null if a response came
    void ended(@Nullable Throwable failure) {
        Breaker judge = breaker;
        if (judge == null || permit == Breaker.REFUSED) {
            return;
        }
        switch (failure) {
            case null -> judge.succeeded(permit);
            case PeerViolation _ -> judge.failed(permit);
            case ExchangeFailure other -> {
                switch (other.failureKind()) {
                    case CONNECT, TLS, TIMEOUT, TRUNCATED, TRANSPORT -> judge.failed(permit);
                    case REFUSED, LIMIT, CANCELLED -> judge.tellsNothing(permit);
                }
            }
            default -> judge.tellsNothing(permit);
        }
        permit = Breaker.REFUSED;
    }

    /// Gives the permit of an attempt back that was not made, or that the caller's own mistake ended.
    void abandoned() {
        Breaker judge = breaker;
        if (judge != null && permit != Breaker.REFUSED) {
            judge.tellsNothing(permit);
            permit = Breaker.REFUSED;
        }
    }

    /// Takes a response over whose body the caller reads.
    void receives(StreamedResponse received) {
        int status = received.status();
        if (status >= 500 && holdsBack(status, received.fields().first("Retry-After"))) {
            received.close();
        } else {
            headGiven = true;
            response = received;
        }
    }

    StreamedResponse takeResponse() {
        return Objects.requireNonNull(response);
    }

    /// Looks at a response, and holds it back if its request is sent again.
    ///
    /// @param status 500 or more
    private boolean holdsBack(int status, @Nullable String retryAfter) {
        Breaker judge = breaker;
        if (judge != null && permit != Breaker.REFUSED) {
            judge.failed(permit);
            permit = Breaker.REFUSED;
        }
        // Read last, since the rules read it as well: who has cancelled gets no response.
        held = client.rules().retries(this, status, retryAfter) || cancelled;
        return held;
    }

    /// Whether another attempt follows, now that this one has ended.
    boolean wantsAnother(@Nullable Throwable failure) {
        written |= held || (failure instanceof ExchangeException known && known.requestWritten());
        if (held) {
            return failure == null && !cancelled;
        }
        return failure instanceof ExchangeException trouble && client.rules().retries(this, trouble);
    }

    @Override
    public void interim(ResponseHead head) {
        handler.interim(head);
    }

    @Override
    public void head(ResponseHead head) {
        int status = head.status();
        if (status >= 500 && holdsBack(status, head.fields().first("Retry-After"))) {
            return;
        }
        headGiven = true;
        handler.head(head);
    }

    @Override
    public void body(ByteBuffer slice) {
        if (!held) {
            handler.body(slice);
        }
    }

    @Override
    public Demand demand() {
        return held ? Demand.NO_MORE : handler.demand();
    }

    @Override
    public void end(FieldSection trailers) {
        if (!held) {
            handler.end(trailers);
        }
    }

    @Override
    public @Nullable Timings timings() {
        return handler.timings();
    }

    @Override
    public ResponseHandler standsFor() {
        return handler.standsFor();
    }

    @Override
    public void completed() {
        client.ended(this, null);
    }

    @Override
    public void failed(Throwable failure) {
        client.ended(this, failure);
    }
}
