package wirebench.load.lane;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import wirebench.client.Deadline;
import wirebench.client.ExchangeHandler;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.PoolStats;
import wirebench.client.ResponseHandler;
import wirebench.client.SocketCalls;
import wirebench.client.StreamedResponse;
import wirebench.client.Timings;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.DecodeException;
import wirebench.protocol.Limits;
import wirebench.protocol.ResponseDecoder;

/// A client without a wire: it answers 204 from memory at once, on the calling thread. What an exchange through it
/// costs is the cost of whoever drives it, or stands in front of it. As thread-safe as its handlers, since the answer
/// never changes.
public final class NullClient implements HttpClient {
    private final ExecutionModel model;
    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);

    /// Opens the client.
    ///
    /// @param model how it is to be driven
    public NullClient(ExecutionModel model) {
        this.model = model;
        decoder.begin("GET");
        try {
            decoder.next(ByteBuffer.wrap("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        } catch (DecodeException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "null";
    }

    @Override
    public ExecutionModel model() {
        return model;
    }

    @Override
    public void exchange(HttpRequest request, ResponseHandler handler, Deadline deadline) {
        Timings timings = handler.timings();
        if (timings != null) {
            timings.begin(0);
        }
        handler.head(decoder.head());
        handler.end(decoder.trailers());
    }

    @Override
    public void start(HttpRequest request, ExchangeHandler handler, Deadline deadline) {
        exchange(request, handler, deadline);
        handler.completed();
    }

    @Override
    public void resume(ResponseHandler handler) {}

    @Override
    public void cancel(ExchangeHandler handler) {}

    @Override
    public StreamedResponse open(HttpRequest request, Deadline deadline) {
        throw new UnsupportedOperationException("nothing is streamed from memory");
    }

    @Override
    public ClientConfig config() {
        return ClientConfig.DEFAULT;
    }

    @Override
    public SocketCalls calls() {
        return SocketCalls.NONE;
    }

    @Override
    public PoolStats pool() {
        return PoolStats.none();
    }

    @Override
    public void close() {}
}
