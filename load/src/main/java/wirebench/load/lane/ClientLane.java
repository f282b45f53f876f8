package wirebench.load.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Timings;
import wirebench.protocol.ResponseHead;

/// Sends the same request again and again through a client, in either mode, and checks each response. The lane is the
/// handler itself, so that nothing is allocated per exchange.
public final class ClientLane implements OpenLane, ExchangeHandler {
    private final HttpClient client;
    private final HttpRequest request;
    private final Expectation.Check check;
    private final @Nullable Timings timings;
    private Completion completion = new Ignored();

    private ClientLane(HttpClient client, HttpRequest request, Expectation expectation, @Nullable Timings timings) {
        this.client = client;
        this.request = request;
        this.timings = timings;
        check = expectation.check();
    }

    /// For a closed loop, where the client need not look at the clock.
    public static ClientLane closed(HttpClient client, HttpRequest request, Expectation expectation) {
        return new ClientLane(client, request, expectation, null);
    }

    /// For an open loop, with the wait for its connection.
    public static ClientLane open(HttpClient client, HttpRequest request, Expectation expectation) {
        return new ClientLane(client, request, expectation, new Timings());
    }

    @Override
    public long exchange() throws IOException {
        client.exchange(request, this);
        if (!check.met()) {
            throw check.mismatch();
        }
        return check.octets();
    }

    @Override
    public void start(Completion told) {
        completion = told;
        client.start(request, this);
    }

    @Override
    public int status() {
        return check.status();
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
        check.head(head);
    }

    @Override
    public void body(ByteBuffer slice) {
        check.body(slice);
    }

    @Override
    public void completed() {
        if (check.met()) {
            completion.completed(check.octets());
        } else {
            completion.failed(check.mismatch());
        }
    }

    @Override
    public void failed(Throwable failure) {
        completion.failed(failure);
    }

    /// Before the first start nothing can complete.
    private static final class Ignored implements Completion {
        @Override
        public void completed(long bodyOctets) {}

        @Override
        public void failed(Throwable failure) {}
    }
}
