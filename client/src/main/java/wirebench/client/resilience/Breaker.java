package wirebench.client.resilience;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;
import java.time.Duration;
import wirebench.client.Deadline;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.events.BreakerChangeEvent;

/// The circuit breaker of one origin. Thread-safe.
///
/// Failsafe's breaker counts how exchanges end and decides by that. Two things it leaves to this class. It gives a
/// half-open permit back only when a success or a failure is recorded, so that a trial which is cancelled would
/// keep its permit for ever: here trials are counted apart. And it takes what is recorded late, by an exchange
/// that began before the breaker opened, for the outcome of a trial: here a permit is good only for the *era*
/// in which it was given, and an era ends when the state changes. Outcomes are recorded one at a time, since
/// Failsafe tells of its changes outside of its own locks, in any order.
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
    private volatile int era; // written by whoever holds this object's monitor, which guards what follows too
    private int trialsLeft;
    private long openUntilNanos = Long.MAX_VALUE;

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
        int now = era; // read first: if it ends meanwhile, the permit is good for nothing
        return circuit.isClosed() ? now : tryTrial();
    }

    synchronized void succeeded(int permit) {
        if (permit == era) {
            circuit.recordSuccess();
            tellsNothing(permit);
        }
    }

    synchronized void failed(int permit) {
        if (permit == era) {
            circuit.recordFailure();
            tellsNothing(permit);
        }
    }

    /// Gives a permit back whose exchange says nothing of the origin.
    synchronized void tellsNothing(int permit) {
        if (permit == era && circuit.isHalfOpen()) {
            trialsLeft++;
        }
    }

    private synchronized int tryTrial() {
        if (clock.nanos() >= openUntilNanos) {
            openUntilNanos = Long.MAX_VALUE;
            circuit.halfOpen();
        }
        return switch (state()) {
            case CLOSED -> era;
            case OPEN -> REFUSED;
            case HALF_OPEN -> takeTrial() ? era : REFUSED;
        };
    }

    private boolean takeTrial() {
        boolean left = trialsLeft > 0;
        if (left) {
            trialsLeft--;
        }
        return left;
    }

    private CircuitBreaker<Object> circuit() {
        CircuitBreakerBuilder<Object> builder = CircuitBreaker.builder();
        var _ = switch (config.threshold()) {
            case BreakerConfig.Threshold.Count count -> builder.withFailureThreshold(count.failures(), count.of());
            case BreakerConfig.Threshold.Rate rate ->
                builder.withFailureRateThreshold(rate.percent(), rate.least(), within(rate));
        };
        return builder.withSuccessThreshold(config.trials())
                .withDelay(NEVER)
                .onOpen(event -> opened(state(event.getPreviousState())))
                .onHalfOpen(event -> halfOpened(state(event.getPreviousState())))
                .onClose(event -> closed(state(event.getPreviousState())))
                .build();
    }

    /// Failsafe counts in milliseconds and nanoseconds, of which longer spans have too many.
    private static Duration within(BreakerConfig.Threshold.Rate rate) {
        return rate.within().compareTo(NEVER) < 0 ? rate.within() : NEVER;
    }

    // Failsafe calls these within the methods above, so that changes are told one after the other, in their order.

    private void opened(BreakerState before) {
        begin(before, BreakerState.OPEN, 0);
        openUntilNanos = Deadline.after(clock.nanos(), Deadline.nanos(config.pause()));
    }

    private void halfOpened(BreakerState before) {
        begin(before, BreakerState.HALF_OPEN, config.trials());
    }

    private void closed(BreakerState before) {
        begin(before, BreakerState.CLOSED, 0);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by whoever holds the monitor
    private void begin(BreakerState before, BreakerState now, int trials) {
        era++;
        trialsLeft = trials;
        tell(before, now);
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
