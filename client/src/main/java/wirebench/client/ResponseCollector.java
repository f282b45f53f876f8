package wirebench.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// Gathers a response in memory. Not thread-safe; serves one exchange at a time.
public class ResponseCollector implements ResponseHandler {
    private static final ReceivedHead NOTHING = new ReceivedHead(0, 0, "", Fields.NONE);

    private final int mostOctets;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private ReceivedHead head = NOTHING;
    private Fields trailers = Fields.NONE;

    /// Creates a collector.
    ///
    /// @param mostOctets the largest body that is gathered
    public ResponseCollector(int mostOctets) {
        this.mostOctets = mostOctets;
    }

    @Override
    public void head(ResponseHead received) {
        // A retry begins a second response with the same handler.
        body.reset();
        head = ReceivedHead.of(received);
        trailers = Fields.NONE;
    }

    @Override
    public void body(ByteBuffer slice) {
        if (slice.remaining() > mostOctets - body.size()) {
            throw new BodyTooLarge(mostOctets);
        }
        byte[] octets = new byte[slice.remaining()];
        slice.get(octets);
        body.writeBytes(octets);
    }

    @Override
    public void end(FieldSection section) {
        trailers = section.copy();
    }

    /// The response, once the exchange has ended.
    ///
    /// @return a copy
    public HttpResponse response() {
        return new HttpResponse(
                head.minorVersion(), head.status(), head.reason(), head.fields(), body.toByteArray(), trailers);
    }

    /// The body is larger than the caller wants to hold; clients report it as [FailureKind#LIMIT].
    static final class BodyTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BodyTooLarge(int mostOctets) {
            super("more than " + mostOctets + " octets of body to gather in memory");
        }

        ExchangeFailure failure() {
            return new ExchangeFailure(FailureKind.LIMIT, Phase.READ, true, String.valueOf(getMessage()), this);
        }
    }
}
