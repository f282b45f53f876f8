package wirebench.jmh.peers;

import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalLong;
import wirebench.load.lane.SynchronousLane;

/// The JDK's HttpClient, called with `send`.
final class JdkSync implements BlockingPeer {
    private final JdkExchange exchange;

    JdkSync(Target target) {
        exchange = JdkExchange.open(target);
    }

    @Override
    public SynchronousLane lane(Answer answer) {
        HttpResponse.BodyHandler<Answer> handler = JdkExchange.into(answer);
        return () -> {
            try {
                return exchange.client()
                        .send(exchange.request(), handler)
                        .body()
                        .verified();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted in an exchange");
            }
        };
    }

    /// It tells nobody.
    @Override
    public OptionalLong connections() {
        return OptionalLong.empty();
    }

    @Override
    public Map<String, String> settings() {
        return JdkExchange.settings();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
