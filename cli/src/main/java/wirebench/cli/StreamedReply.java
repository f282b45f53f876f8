package wirebench.cli;

import java.nio.ByteBuffer;
import wirebench.client.Timings;
import wirebench.protocol.ResponseHead;

/// Passes the body on as it comes, and the heads before it if they are wanted.
final class StreamedReply implements Reply {
    private final Output out;
    private final boolean withHead;
    private final Timings timings = new Timings();

    StreamedReply(Output out, boolean withHead) {
        this.out = out;
        this.withHead = withHead;
    }

    @Override
    public void interim(ResponseHead head) {
        head(head);
    }

    @Override
    public void head(ResponseHead head) {
        if (withHead) {
            out.writeHead(HeadText.of(head, "\r\n") + "\r\n");
        }
    }

    /// Blocks while nobody takes the output, even if that is on an event loop: it has this one exchange.
    @Override
    public void body(ByteBuffer slice) {
        out.write(slice);
    }

    @Override
    public Timings timings() {
        return timings;
    }

    @Override
    public void received() {}

    @Override
    public void failed(Trouble trouble) {}
}
