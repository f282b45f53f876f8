package wirebench.cli;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Timings;
import wirebench.load.lane.OpenLane;
import wirebench.protocol.ResponseHead;

/// One of the exchanges in flight of `load`. Any whole response is welcome, whatever its status and length, since
/// the URL may be anyone's; statuses are counted by their first digit.
///
/// Serves one exchange at a time, in either mode, and allocates nothing. The counts are read between runs.
final class AnyResponseLane implements ExchangeHandler, OpenLane {
    static final int STATUS_CLASSES = 10;

    private final HttpClient client;
    private final HttpRequest request;
    private final AtomicReference<@Nullable Throwable> firstFailure;
    private final @Nullable Timings timings;
    private final long[] statuses = new long[STATUS_CLASSES];
    private Completion completion = new NotStarted();
    private int status;
    private long octets;

    /// @param firstFailure where the lanes together keep what failed first
    /// @param timings where the client notes its phases; null if it need not look at the clock for them
    AnyResponseLane(
            HttpClient client,
            HttpRequest request,
            AtomicReference<@Nullable Throwable> firstFailure,
            @Nullable Timings timings) {
        this.client = client;
        this.request = request;
        this.firstFailure = firstFailure;
        this.timings = timings;
    }

    /// Adds the counts of responses by the first digit of their status, and sets them back.
    void drainStatuses(long[] sums) {
        for (int i = 0; i < STATUS_CLASSES; i++) {
            sums[i] += statuses[i];
            statuses[i] = 0;
        }
    }

    @Override
    public long exchange() throws ExchangeException {
        try {
            client.exchange(request, this);
        } catch (ExchangeException | RuntimeException e) {
            firstFailure.compareAndSet(null, e);
            throw e;
        }
        count();
        return octets;
    }

    @Override
    public void start(Completion told) {
        completion = told;
        client.start(request, this);
    }

    @Override
    public @Nullable Timings timings() {
        return timings;
    }

    @Override
    public long acquireNanos() {
        return timings == null ? 0 : timings.acquiredNanos();
    }

    @Override
    public void head(ResponseHead head) {
        status = head.status();
        octets = 0; // a retry begins a second response with the same handler
    }

    @Override
    public void body(ByteBuffer slice) {
        octets += slice.remaining();
    }

    @Override
    public void completed() {
        count();
        completion.completed(octets);
    }

    @Override
    public void failed(Throwable failure) {
        firstFailure.compareAndSet(null, failure);
        completion.failed(failure);
    }

    private void count() {
        statuses[status / 100]++;
    }

    /// Before the first start nothing can complete.
    private static final class NotStarted implements Completion {
        @Override
        public void completed(long bodyOctets) {}

        @Override
        public void failed(Throwable failure) {}
    }
}
