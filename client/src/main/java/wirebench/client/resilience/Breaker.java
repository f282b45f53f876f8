package wirebench.client.resilience;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.events.BreakerChangeEvent;

/// The circuit breaker of one origin. Thread-safe.
///
/// Failsafe's breaker counts how exchanges end and decides by that. Two things it leaves to this class. It gives a
/// half-open permit back only when a success or a failure is recorded, so that a trial which is cancelled would keep
/// its permit for ever: here trials are counted apart. And it takes what is recorded late, by an exchange that began
/// before the breaker opened, for the outcome of a trial: here a permit is good only for the *era* in which it was
/// given, and an era ends when the state changes.
final class Breaker {
    /// Instead of a permit.
    static final int REFUSED = -1;

    /// Failsafe's own pause before it half-opens: a century, since this class does that by its own clock.
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Origin origin;
    private final BreakerConfig config;
    private final NanoClock clock;
    private final ResilienceListener listener;
    private final CircuitBreaker<Object> circuit;
    private final AtomicInteger era = new AtomicInteger();
    private final AtomicInteger trialsLeft = new AtomicInteger();
    private final AtomicLong openUntilNanos = new AtomicLong(Long.MAX_VALUE);

    Breaker(Origin origin, BreakerConfig config, NanoClock clock, ResilienceListener listener) {
        this.origin = origin;
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        circuit = circuit();
    }

    BreakerState state() {
        return state(circuit.getState());
    }

    /// Asks for leave to send something.
    ///
    /// @return a permit, to be given back by one of [#succeeded], [#failed] and [#tellsNothing], or [#REFUSED]
    int tryAcquire() {
        int now = era.get();
        return circuit.isClosed() ? now : tryTrial();
    }

    void succeeded(int permit) {
        if (permit == era.get()) {
            circuit.recordSuccess();
            tellsNothing(permit);
        }
    }

    void failed(int permit) {
        if (permit == era.get()) {
            circuit.recordFailure();
            tellsNothing(permit);
        }
    }

    /// Gives a permit back whose exchange says nothing of the origin.
    void tellsNothing(int permit) {
        if (permit == era.get() && circuit.isHalfOpen()) {
            trialsLeft.updateAndGet(left -> Math.min(config.trials(), left + 1));
        }
    }

    private int tryTrial() {
        long until = openUntilNanos.get();
        // Only one thread begins the trials: the others find the point in time changed.
        if (clock.nanos() >= until && openUntilNanos.compareAndSet(until, Long.MAX_VALUE)) {
            circuit.halfOpen();
        }
        return switch (state()) {
            case CLOSED -> era.get();
            case OPEN -> REFUSED;
            case HALF_OPEN -> takeTrial() ? era.get() : REFUSED; // read last: the era of the trial, or a later one
        };
    }

    private boolean takeTrial() {
        return trialsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private CircuitBreaker<Object> circuit() {
        CircuitBreakerBuilder<Object> builder = CircuitBreaker.builder();
        var _ = switch (config.threshold()) {
            case BreakerConfig.Threshold.Count count -> builder.withFailureThreshold(count.failures(), count.of());
            case BreakerConfig.Threshold.Rate rate ->
                builder.withFailureRateThreshold(rate.percent(), rate.least(), rate.within());
        };
        return builder.withSuccessThreshold(config.trials())
                .withDelay(NEVER)
                .onOpen(event -> opened(state(event.getPreviousState())))
                .onHalfOpen(event -> halfOpened(state(event.getPreviousState())))
                .onClose(event -> closed(state(event.getPreviousState())))
                .build();
    }

    // In each of these the order matters: what lets others go on comes last.

    private void opened(BreakerState before) {
        era.incrementAndGet();
        trialsLeft.set(0);
        tell(before, BreakerState.OPEN);
        openUntilNanos.set(clock.nanos() + config.pause().toNanos());
    }

    private void halfOpened(BreakerState before) {
        era.incrementAndGet();
        tell(before, BreakerState.HALF_OPEN);
        trialsLeft.set(config.trials());
    }

    private void closed(BreakerState before) {
        era.incrementAndGet();
        trialsLeft.set(0);
        tell(before, BreakerState.CLOSED);
    }

    private void tell(BreakerState from, BreakerState to) {
        listener.breakerChanged(origin, from, to);
        BreakerChangeEvent.emit(origin, from.label(), to.label());
    }

    private static BreakerState state(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED -> BreakerState.CLOSED;
            case OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
    }
}
