package wirebench.cli;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.client.Demand;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.client.body.RequestBody;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// Shows an exchange on standard error, `>` before what is sent and `<` before what comes, while another handler
/// receives it. Bodies are counted, not shown.
final class Trace implements ResponseHandler {
    private final PrintStream err;
    private final ResponseHandler handler;
    private long bodyOctets;

    Trace(PrintStream err, ResponseHandler handler) {
        this.err = err;
        this.handler = handler;
    }

    void sending(HttpRequest request) {
        print("> ", request.head().toString());
        switch (request.body()) {
            case RequestBody.None _ -> {}
            case RequestBody.Octets body -> err.println("> [" + body.octets().length + " octets of body]");
            case RequestBody.Stream body when body.length() < 0 -> err.println("> [body in chunks]");
            case RequestBody.Stream body -> err.println("> [" + body.length() + " octets of body]");
        }
    }

    void ended() {
        Timings timings = timings();
        if (timings != null) {
            String connection = timings.reusedConnection() ? "connection used again" : "new connection";
            err.println("* " + connection + "; " + PhaseTimes.of(timings).text());
        }
    }

    @Override
    public void interim(ResponseHead head) {
        print("< ", HeadText.of(head, "\n") + "\n");
        handler.interim(head);
    }

    @Override
    public void head(ResponseHead head) {
        bodyOctets = 0;
        print("< ", HeadText.of(head, "\n") + "\n");
        handler.head(head);
    }

    @Override
    public void body(ByteBuffer slice) {
        bodyOctets += slice.remaining();
        handler.body(slice);
    }

    @Override
    public Demand demand() {
        return handler.demand();
    }

    @Override
    public void end(FieldSection trailers) {
        err.println("< [" + bodyOctets + " octets of body]");
        print("< ", HeadText.of(trailers, "\n"));
        handler.end(trailers);
    }

    @Override
    public @Nullable Timings timings() {
        return handler.timings();
    }

    private void print(String prefix, String head) {
        head.lines().forEach(line -> err.println((prefix + TerminalText.of(line)).stripTrailing()));
    }
}
