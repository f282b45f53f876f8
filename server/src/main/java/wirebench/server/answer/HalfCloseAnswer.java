package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Step;

/// `/fault/half-close`: another answer, whole, and behind it the end of this side, which it does not announce.
record HalfCloseAnswer(Answer answer) implements Answer {
    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Step step = answer.write(exchange, in, out);
        return step == Step.DONE ? Step.HALF_CLOSE : step;
    }
}
