package wirebench.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.PoolStats;
import wirebench.client.ResponseHandler;
import wirebench.client.SocketCalls;
import wirebench.client.StreamedResponse;
import wirebench.client.Timings;
import wirebench.client.adapt.AwaitedExchange;
import wirebench.client.adapt.HandedResponse;
import wirebench.client.config.ClientConfig;
import wirebench.client.tls.TlsEngines;
import wirebench.client.wire.CallLedger;

/// A client on event loops. [#start] is native; [#exchange] parks the caller until a loop has carried the exchange
/// out. Thread-safe.
///
/// A start on a loop's own thread, as from within [ExchangeHandler#completed], stays on that loop and costs no
/// queue, no wake-up and no allocation. Starts from other threads go to the loops in turn.
///
/// Each loop has its own connections: `PoolConfig.maxConnections` and `PoolConfig.maxWaiting` are divided over
/// the loops, and a loop may have at least one connection to each origin, so that more loops than connections
/// stretch the bound.
///
/// With pipelining ([ClientConfig#pipelineDepth]), exchanges share a connection only if none is idle and there may
/// be no other, and never one that belongs to a handler. The head timeout of such an exchange begins when the
/// responses before its own are complete; a handler that pauses holds up those behind it. If a connection ends
/// early, the exchange whose response had begun fails, and the others are sent again: once, unless it was
/// announced that the connection would end, or the client has ended it.
///
/// A timeout fires at most a few milliseconds late, unless a handler holds up its loop.
final class NioClient implements HttpClient {
    private static final long CLOSE_MILLIS = 5_000;

    private final ClientConfig config;
    private final NanoClock clock = NanoClock.SYSTEM;
    private final CallLedger ledger;
    private final EventLoop[] loops;
    private final AtomicInteger nextLoop = new AtomicInteger();
    private volatile boolean closed;

    private NioClient(ClientConfig config, CallLedger ledger, List<EventLoop> loops) {
        this.config = config;
        this.ledger = ledger;
        this.loops = loops.toArray(EventLoop[]::new);
    }

    /// Opens a client and starts its threads.
    ///
    /// @param chance seeds what each loop draws lifetimes with
    /// @throws UncheckedIOException if the system gives no selector
    static NioClient open(ClientConfig config, RandomGenerator chance) {
        LoopShare first = LoopShare.first(config, TlsEngines.of(config.tls(), NanoClock.SYSTEM));
        List<EventLoop> loops = new ArrayList<>();
        try {
            for (int i = 0; i < config.eventLoops(); i++) {
                loops.add(EventLoop.open(first.withIndex(i), new SplittableRandom(chance.nextLong())));
            }
            loops.forEach(EventLoop::begin);
            return new NioClient(config, first.ledger(), loops);
        } catch (IOException e) {
            loops.forEach(EventLoop::discard);
            throw new UncheckedIOException("cannot open a selector: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return NioProvider.NAME;
    }

    @Override
    public ExecutionModel model() {
        return ExecutionModel.EVENT_LOOPS;
    }

    @Override
    public ClientConfig config() {
        return config;
    }

    @Override
    public void start(HttpRequest request, ExchangeHandler handler, Deadline deadline) {
        requireOpen();
        Timings timings = handler.timings();
        EventLoop own = ownLoop();
        if (own == null) {
            EventLoop next = nextLoop();
            next.submit(new StartTask(next, request, handler, timings, place(), clock.nanos(), deadline.nanos()));
        } else if (own.ending()) {
            throw new IllegalStateException("the event loop has ended");
        } else {
            LoopTime time = own.time();
            long startNanos = timings == null ? time.now() : time.exact();
            own.start(request, handler, timings, place(), startNanos, deadline.nanos());
        }
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalStateException also if called on an event loop, which would wait for itself
    @Override
    public void exchange(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException {
        requireOpen();
        requireNoLoop();
        AwaitedExchange.carryOut(this, request, handler, deadline);
    }

    @Override
    public void cancel(ExchangeHandler handler) {
        EventLoop own = ownLoop();
        if (own != null && own.cancel(handler)) {
            return;
        }
        for (EventLoop loop : loops) {
            if (loop != own) {
                loop.submit(() -> loop.cancel(handler));
            }
        }
    }

    @Override
    public void resume(ResponseHandler handler) {
        EventLoop own = ownLoop();
        for (EventLoop loop : loops) {
            if (loop == own) {
                loop.resume(handler);
            } else {
                loop.submit(() -> loop.resume(handler));
            }
        }
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalStateException also if called on an event loop, which would wait for itself
    @Override
    public StreamedResponse open(HttpRequest request, Deadline deadline) throws ExchangeException {
        requireOpen();
        requireNoLoop();
        return HandedResponse.open(this, request, deadline);
    }

    @Override
    public PoolStats pool() {
        return Arrays.stream(loops).map(EventLoop::stats).reduce(PoolStats.none(), PoolStats::plus);
    }

    @Override
    public SocketCalls calls() {
        return ledger.calls();
    }

    /// {@inheritDoc}
    ///
    /// On one of the client's own loops it returns at once for that loop, whose thread ends when the handler
    /// returns. A handler that does not return is waited for no longer than five seconds.
    @Override
    public void close() {
        closed = true;
        for (EventLoop loop : loops) {
            loop.submit(loop::end);
        }
        long until = clock.nanos() + CLOSE_MILLIS * 1_000_000;
        boolean interrupted = false;
        for (EventLoop loop : loops) {
            interrupted |= loop.join(until);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where an exchange is started, if leaks are looked for.
    private @Nullable Throwable place() {
        if (config.pool().leakAfter().isZero()) {
            return null;
        }
        Throwable here = new Throwable("the exchange was started here");
        here.setStackTrace(Arrays.stream(here.getStackTrace())
                .filter(frame -> !frame.getClassName().equals(NioClient.class.getName()))
                .toArray(StackTraceElement[]::new));
        return here;
    }

    private @Nullable EventLoop ownLoop() {
        return Thread.currentThread() instanceof LoopThread thread && isOwn(thread.loop()) ? thread.loop() : null;
    }

    private boolean isOwn(EventLoop loop) {
        for (EventLoop own : loops) {
            if (own == loop) {
                return true;
            }
        }
        return false;
    }

    private EventLoop nextLoop() {
        return loops.length == 1 ? loops[0] : loops[Math.floorMod(nextLoop.getAndIncrement(), loops.length)];
    }

    private static void requireNoLoop() {
        if (Thread.currentThread() instanceof LoopThread) {
            throw new IllegalStateException("an event loop cannot wait for an exchange; use start");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }
}
