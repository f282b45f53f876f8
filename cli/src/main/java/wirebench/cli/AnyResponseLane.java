package wirebench.cli;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Timings;
import wirebench.load.lane.OpenLane;
import wirebench.protocol.ResponseHead;

/// One of the exchanges in flight of `load`. Any whole response is welcome, whatever its status and length, since
/// the URL may be anyone's.
///
/// Serves one exchange at a time, in either mode, and allocates nothing.
final class AnyResponseLane implements ExchangeHandler, OpenLane {
    private final HttpClient client;
    private final HttpRequest request;
    private final FirstSeen first;
    private final @Nullable Timings timings;
    private Completion completion = new NotStarted();
    private int status;
    private long octets;

    /// @param first where the lanes together keep what came first
    /// @param timings where the client notes its phases; null if it need not look at the clock for them
    AnyResponseLane(HttpClient client, HttpRequest request, FirstSeen first, @Nullable Timings timings) {
        this.client = client;
        this.request = request;
        this.first = first;
        this.timings = timings;
    }

    @Override
    public long exchange() throws ExchangeException {
        try {
            client.exchange(request, this);
        } catch (ExchangeException | RuntimeException e) {
            first.failed(e);
            throw e;
        }
        first.answered(status);
        return octets;
    }

    @Override
    public void start(Completion told) {
        completion = told;
        client.start(request, this);
    }

    @Override
    public int status() {
        return status;
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
        first.answered(status);
        completion.completed(octets);
    }

    @Override
    public void failed(Throwable failure) {
        first.failed(failure);
        completion.failed(failure);
    }

    /// Before the first start nothing can complete.
    private static final class NotStarted implements Completion {
        @Override
        public void completed(long bodyOctets) {}

        @Override
        public void failed(Throwable failure) {}
    }
}
