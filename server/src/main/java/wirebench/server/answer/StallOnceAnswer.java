package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Step;

/// `/fault/stall-once`: another answer, which whoever asks during the one standstill gets at its end.
final class StallOnceAnswer implements Answer {
    private static final Parameter AFTER = Scenario.STALL_ONCE.parameter("after");
    private static final Parameter MILLIS = Scenario.STALL_ONCE.parameter("millis");

    private final Standstill standstill;
    private final Answer answer;

    StallOnceAnswer(Standstill standstill, Answer answer) {
        this.standstill = standstill;
        this.answer = answer;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        if (progress.begun) {
            return answer.write(exchange, in, out);
        }
        progress.begun = true;
        Arguments arguments = exchange.arguments();
        progress.pauseMillis = standstill.leftMillis(System.nanoTime(), arguments.get(AFTER), arguments.get(MILLIS));
        return progress.pauseMillis == 0 ? Step.GO_ON : Step.PAUSE;
    }
}
