package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Step;

/// `/capacity/MILLIS`: one answer after some time in service, and another at once when too many are in service.
///
/// Whoever leaves while in service gives the place back, as if the server had noticed and stopped its work.
final class CapacityAnswer implements Answer {
    private static final Parameter MILLIS = Scenario.CAPACITY.parameter("MILLIS");
    private static final Parameter LIMIT = Scenario.CAPACITY.parameter("limit");

    private static final int SERVED = 0;
    private static final int TURNED_AWAY = 1;

    private final Capacity capacity;
    private final Answer served;
    private final Answer turnedAway;

    CapacityAnswer(Capacity capacity, Answer served, Answer turnedAway) {
        this.capacity = capacity;
        this.served = served;
        this.turnedAway = turnedAway;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        if (progress.drawn < 0) {
            return enter(exchange, progress);
        }
        abandon(exchange); // before the answer is on its way: who has read it finds the place free
        return (progress.drawn == SERVED ? served : turnedAway).write(exchange, in, out);
    }

    private Step enter(Exchange exchange, Progress progress) {
        int raised = capacity.enter(exchange.arguments().get(LIMIT));
        if (raised < 0) {
            progress.drawn = TURNED_AWAY;
            exchange.account().overCapacity();
            return Step.GO_ON;
        }
        progress.drawn = SERVED;
        progress.inService = true;
        progress.pauseMillis = exchange.arguments().get(MILLIS);
        exchange.account().capacityPeak(raised);
        return progress.pauseMillis == 0 ? Step.GO_ON : Step.PAUSE;
    }

    @Override
    public void abandon(Exchange exchange) {
        if (exchange.progress().inService) {
            exchange.progress().inService = false;
            capacity.leave();
        }
    }
}
