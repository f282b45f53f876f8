package wirebench.load.lane;

import java.nio.ByteBuffer;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Timings;
import wirebench.protocol.ResponseHead;

/// Sends one request over and over through a client, in either mode.
public final class NullLane implements OpenLane, ExchangeHandler {
    private static final HttpRequest REQUEST = HttpRequest.get("http://127.0.0.1/");

    private final HttpClient client;
    private final Timings timings = new Timings();
    private Completion completion;

    public NullLane(HttpClient client) {
        this.client = client;
    }

    @Override
    public long exchange() throws java.io.IOException {
        client.exchange(REQUEST, this);
        return 0;
    }

    @Override
    public void start(Completion told) {
        completion = told;
        client.start(REQUEST, this);
    }

    @Override
    public long acquireNanos() {
        return timings.acquiredNanos();
    }

    @Override
    public Timings timings() {
        return timings;
    }

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuffer slice) {}

    @Override
    public void completed() {
        completion.completed(0);
    }

    @Override
    public void failed(Throwable failure) {
        completion.failed(failure);
    }
}
