package wirebench.nio;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.Observer;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.body.RequestBody;
import wirebench.client.events.AcquireEvent;
import wirebench.client.failure.FailureContext;
import wirebench.client.failure.StaleResend;
import wirebench.protocol.ResponseHead;

/// One exchange from its start to its outcome, and then another: a loop uses the objects again, so that a start
/// allocates nothing. Confined to the event loop.
final class Exchange {
    /// Holds the place of a request in an object that waits for its next use.
    private static final HttpRequest NOTHING = HttpRequest.get("http://127.0.0.1/");

    private static final ExchangeHandler NOBODY = new Nobody();

    private HttpRequest request = NOTHING;
    private ExchangeHandler handler = NOBODY;
    private Observer observer = Observer.NOBODY;
    private StaleResend resend = StaleResend.FRESH;
    private long startNanos;
    private long totalDeadlineNanos;
    private boolean warmsUp;
    private @Nullable Throwable startedAt;

    /// When it expires unless it gets on: the earlier of its phase's deadline and the total one.
    long dueNanos;

    /// What is recorded of its wait for a connection, if it is.
    @Nullable
    AcquireEvent wait;

    /// Where [ActiveExchanges] keeps it.
    int slot;

    /// Where it is; null before it has been anywhere.
    @Nullable
    ExchangeStage stage;

    /// Since when it waits, or waited, for a connection.
    long waitsSinceNanos;

    /// When it got a connection, or the permission to open one.
    long leasedNanos;

    /// Its neighbours in the [WaitingLine].
    @Nullable
    Exchange ahead;

    @Nullable
    Exchange behind;

    /// Whether an octet of the request may have reached the peer, on whichever connection.
    boolean requestWritten;

    void begin(
            HttpRequest newRequest,
            ExchangeHandler newHandler,
            Observer newObserver,
            @Nullable Throwable place,
            long nowNanos,
            long deadlineNanos) {
        request = newRequest;
        handler = newHandler;
        observer = newObserver;
        startedAt = place;
        warmsUp = false;
        startNanos = nowNanos;
        totalDeadlineNanos = deadlineNanos;
        dueNanos = deadlineNanos;
        resend = StaleResend.FRESH;
        requestWritten = false;
    }

    /// Begins one that ends as soon as a connection was opened for it.
    void beginWarmUp(HttpRequest target, ExchangeHandler told, long nowNanos) {
        begin(target, told, Observer.NOBODY, null, nowNanos, Long.MAX_VALUE);
        warmsUp = true;
    }

    /// Lets go of everything that belongs to the caller.
    void clear() {
        request = NOTHING;
        handler = NOBODY;
        observer = Observer.NOBODY;
        startedAt = null;
        wait = null;
        stage = null;
    }

    HttpRequest request() {
        return request;
    }

    /// Whether its request may be sent before the responses to earlier ones have come, and others may be sent
    /// before its own has: it is idempotent, the whole of it goes out at once, and the connection outlives it.
    boolean pipelinable() {
        return request.body() instanceof RequestBody.None
                && request.repeatable()
                && !request.head().expectsContinue()
                && !request.head().closes();
    }

    /// Whether it may be sent once more, now that the server has ended its connection.
    boolean mayBeSentAgain(boolean nothingReceived) {
        return resend.allows(request, nothingReceived);
    }

    /// Notes that it is sent once more for that reason.
    void sentAgain() {
        resend = StaleResend.AGAIN;
    }

    ExchangeHandler handler() {
        return handler;
    }

    /// Is told how it gets on.
    Observer observer() {
        return observer;
    }

    /// Whether nothing is to be sent, and a connection is all that is wanted.
    boolean warmsUp() {
        return warmsUp;
    }

    /// Where it was started, until that is asked for: reported once is enough. Null if nobody cares.
    @Nullable
    Throwable takeStartedAt() {
        Throwable place = startedAt;
        startedAt = null;
        return place;
    }

    Origin origin() {
        return request.origin();
    }

    long startNanos() {
        return startNanos;
    }

    long totalDeadlineNanos() {
        return totalDeadlineNanos;
    }

    /// How far it has come.
    Phase phase() {
        ExchangeStage current = stage;
        return current == null ? Phase.ACQUIRE : current.phase(this);
    }

    /// Sets when it expires unless it gets on; the total deadline holds in any case.
    void expireAt(long nanos, LoopTime time) {
        dueNanos = Math.min(nanos, totalDeadlineNanos);
        time.timeouts().by(dueNanos);
    }

    /// The same, that long from now.
    ///
    /// @param nanos 0 for no timeout but the total one
    void expireAfter(long nanos, LoopTime time) {
        expireAt(Deadline.after(time.now(), nanos), time);
    }

    /// Notes which connection carries it.
    ///
    /// @param reused whether the connection was not opened for it
    void carriedBy(boolean reused, LoopTime time) {
        resend = resend.carriedBy(reused);
        if (reused) {
            observer.acquired(time.clock(), true);
        }
    }

    /// Under which circumstances it would fail now.
    FailureContext circumstances() {
        return new FailureContext(origin(), phase(), requestWritten);
    }

    /// The timeout that fired: the total one if its time has come, otherwise that of the phase.
    ExchangeFailure timeout(long now, LoopShare share) {
        Phase fired = now >= totalDeadlineNanos ? Phase.TOTAL : phase();
        return circumstances().timeout(fired, share.config().timeouts());
    }

    private static final class Nobody implements ExchangeHandler {
        @Override
        public void head(ResponseHead head) {}

        @Override
        public void body(ByteBuffer slice) {}

        @Override
        public void completed() {}

        @Override
        public void failed(Throwable failure) {}
    }
}
