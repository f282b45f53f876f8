package wirebench.jmh.peers;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import wirebench.load.lane.AsynchronousLane;

/// The JDK's HttpClient, called with `sendAsync`.
final class JdkAsync implements AsynchronousPeer {
    private final JdkExchange exchange;

    JdkAsync(Target target) {
        exchange = JdkExchange.open(target);
    }

    @Override
    public AsynchronousLane lane(Answer answer) {
        HttpResponse.BodyHandler<Answer> handler = JdkExchange.into(answer);
        return told -> {
            var _ = exchange.client()
                    .sendAsync(exchange.request(), handler)
                    .whenComplete((_, failure) -> tell(told, answer, failure));
        };
    }

    private static void tell(AsynchronousLane.Completion told, Answer answer, @Nullable Throwable failure) {
        if (failure == null) {
            Verdict.tell(told, answer);
        } else {
            told.failed(failure.getCause() instanceof IOException cause ? cause : failure);
        }
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
