package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Step;

/// An answer whose JSON body is made for each request: first into a scratch buffer, because its length comes before
/// it.
abstract class JsonAnswer implements Answer {
    private final HeadWriter heads;
    private final ByteBuffer scratch;

    /// @param scratch as large as the output, and shared by the loop's answers: it is empty between two calls
    JsonAnswer(HeadWriter heads, ByteBuffer scratch) {
        this.heads = heads;
        this.scratch = scratch;
    }

    /// Appends the document. With its head it must fit the output.
    abstract void document(Exchange exchange, ByteBuffer in, ByteBuffer json);

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        document(exchange, in, scratch.clear());
        scratch.flip();
        if (out.remaining() < HeadWriter.MAX_OCTETS + scratch.remaining()) {
            return Step.FLUSH;
        }
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.JSON);
        heads.contentLength(out, scratch.remaining());
        heads.end(out);
        if (!exchange.bodiless()) {
            out.put(scratch);
        }
        return Step.DONE;
    }
}
