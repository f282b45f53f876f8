package wirebench.client.threads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ReceivedHead;
import wirebench.client.ResponseHandler;
import wirebench.client.StreamedResponse;
import wirebench.client.adapt.SliceInput;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// A response that the thread of its reader receives itself: each read of the stream reads the socket, if nothing
/// is left of what the last one got. Confined to one thread.
final class PulledResponse implements StreamedResponse, ResponseHandler, SliceInput.Slices {
    /// The exchange of which this is the response.
    interface Exchange {
        /// Carries it on until the handler pauses or it has ended.
        ///
        /// @return true if it has ended and its connection was given back
        boolean advance() throws ExchangeException;
    }

    private final SliceInput body = new SliceInput(this);
    private Demand demand = Demand.LATER;
    private ByteBuffer slice = ByteBuffer.allocate(0);
    private @Nullable ReceivedHead head;
    private @Nullable Fields trailers;
    private @Nullable Exchange exchange; // null when it has ended
    private @Nullable ExchangeException failure;

    /// Takes over an exchange that was begun with this handler and has paused.
    void carriedBy(Exchange paused) {
        exchange = paused;
    }

    @Override
    public void head(ResponseHead received) {
        head = ReceivedHead.of(received);
    }

    @Override
    public Demand demand() {
        return demand;
    }

    @Override
    public void body(ByteBuffer octets) {
        slice = octets.duplicate(); // stays valid while the demand is LATER
        demand = Demand.LATER;
    }

    @Override
    public void end(FieldSection section) {
        trailers = section.copy();
    }

    @Override
    public ByteBuffer current() throws IOException {
        while (!slice.hasRemaining() && exchange != null) {
            demand = Demand.MORE;
            advance(exchange);
        }
        if (failure != null) {
            throw failure;
        }
        if (demand == Demand.NO_MORE) {
            throw new IOException("the response was closed");
        }
        return slice;
    }

    @Override
    public void taken() {
        // The next demand is made by the next read.
    }

    @Override
    public void close() {
        demand = Demand.NO_MORE;
        slice = ByteBuffer.allocate(0);
        try {
            while (exchange != null) {
                advance(exchange);
            }
        } catch (ExchangeException e) {
            // Only the connection is lost; the caller has all that it wanted.
        }
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public int minorVersion() {
        return head().minorVersion();
    }

    @Override
    public int status() {
        return head().status();
    }

    @Override
    public String reason() {
        return head().reason();
    }

    @Override
    public Fields fields() {
        return head().fields();
    }

    @Override
    public Fields trailers() {
        return ReceivedHead.trailers(trailers);
    }

    private void advance(Exchange carried) throws ExchangeException {
        boolean over = true;
        try {
            over = carried.advance();
        } catch (ExchangeException e) {
            failure = e;
            throw e;
        } finally {
            if (over) {
                exchange = null;
            }
        }
    }

    private ReceivedHead head() {
        return Objects.requireNonNull(head);
    }
}
