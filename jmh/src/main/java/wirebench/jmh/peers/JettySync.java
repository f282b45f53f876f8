package wirebench.jmh.peers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ContentResponse;
import wirebench.load.lane.SynchronousLane;

/// Jetty's client, called with the `send` that waits and gives the body as an array.
final class JettySync implements BlockingPeer {
    private final JettyOpening jetty;

    JettySync(Target target) throws IOException {
        jetty = new JettyOpening(target);
    }

    @Override
    public SynchronousLane lane(Answer answer) {
        return () -> {
            ContentResponse response = send();
            byte[] body = response.getContent();
            answer.begin(response.getStatus());
            answer.slice(body, body.length);
            return answer.verified();
        };
    }

    private ContentResponse send() throws IOException {
        try {
            return jetty.request().send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in an exchange");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
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
}
