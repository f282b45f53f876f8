package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Step;

/// `/fault/stall-once`: another answer, which whoever asks during the one standstill gets at its end.
final class StallOnceAnswer implements Answer {
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
        progress.pauseMillis = standstill.leftMillis(System.nanoTime(), arguments.after(), arguments.millis());
        return progress.pauseMillis == 0 ? Step.GO_ON : Step.PAUSE;
    }
}
