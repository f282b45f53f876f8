package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Step;

/// `/delay/MILLIS`: another answer, some time after the request.
final class DelayedAnswer implements Answer {
    private static final Parameter MILLIS = Scenario.DELAY.parameter("MILLIS");

    private final Answer answer;

    DelayedAnswer(Answer answer) {
        this.answer = answer;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        if (progress.begun) {
            return answer.write(exchange, in, out);
        }
        progress.begun = true;
        progress.pauseMillis = exchange.arguments().get(MILLIS);
        return progress.pauseMillis == 0 ? Step.GO_ON : Step.PAUSE;
    }
}
