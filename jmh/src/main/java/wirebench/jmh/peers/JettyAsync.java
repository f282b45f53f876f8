package wirebench.jmh.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import wirebench.load.lane.AsynchronousLane;

/// Jetty's client, called with the `send` that returns at once.
final class JettyAsync implements AsynchronousPeer {
    private final JettyOpening jetty;

    JettyAsync(Target target) throws IOException {
        jetty = new JettyOpening(target);
    }

    @Override
    public AsynchronousLane lane(Answer answer) {
        return told -> jetty.request().send(new Listener(answer, told));
    }

    @Override
    public OptionalLong connections() {
        return jetty.connections();
    }

    @Override
    public Map<String, String> settings() {
        return jetty.settings();
    }

    @Override
    public void close() {
        jetty.close();
    }

    /// Counts what comes instead of keeping it.
    private record Listener(Answer answer, AsynchronousLane.Completion told) implements Response.Listener {
        @Override
        public void onBegin(Response response) {
            answer.begin(response.getStatus());
        }

        @Override
        public void onContent(Response response, ByteBuffer slice) {
            answer.slice(slice);
        }

        @Override
        public void onComplete(Result result) {
            if (result.isSucceeded()) {
                Verdict.tell(told, answer);
            } else {
                told.failed(result.getFailure());
            }
        }
    }
}
