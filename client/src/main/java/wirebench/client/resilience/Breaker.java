package wirebench.client.resilience;

import wirebench.client.Deadline;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.events.BreakerChangeEvent;

/// The circuit breaker of one origin. Thread-safe.
///
/// ```
///            too many have failed                    pause over
/// CLOSED ----------------------------> OPEN <-------------------------> HALF_OPEN
///    ^                                             a trial fails             |
///    +---------------------- as many trials as may be succeed --------------+
/// ```
/// A permit is good only for the *era* in which it was given, and an era ends when the state changes: what is
/// recorded late, by an exchange that began before the breaker opened, is not the outcome of a trial. A trial that is
/// cancelled gives its permit back. Outcomes are recorded one at a time, so that changes are told in their order.
final class Breaker {
    /// Instead of a permit.
    static final int REFUSED = -1;

    private final Origin origin;
    private final BreakerConfig config;
    private final NanoClock clock;
    private final ResilienceListener listener;
    private final Outcomes outcomes; // guarded by this, as what follows is written by whoever holds its monitor
    private volatile BreakerState state = BreakerState.CLOSED;
    private volatile int era;
    private int trialsLeft;
    private int trialsToPass;
    private long openUntilNanos;

    Breaker(Origin origin, BreakerConfig config, NanoClock clock, ResilienceListener listener) {
        this.origin = origin;
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        outcomes = Outcomes.of(config.threshold());
    }

    BreakerState state() {
        return state;
    }

    /// Asks for leave to send something.
    ///
    /// @return a permit, to be given back by one of [#succeeded], [#failed] and [#tellsNothing], or [#REFUSED]
    int tryAcquire() {
        int now = era; // read first: if it ends meanwhile, the permit is good for nothing
        return state == BreakerState.CLOSED ? now : tryTrial();
    }

    synchronized void succeeded(int permit) {
        record(permit, false);
    }

    synchronized void failed(int permit) {
        record(permit, true);
    }

    /// Gives a permit back whose exchange says nothing of the origin.
    synchronized void tellsNothing(int permit) {
        if (permit == era && state == BreakerState.HALF_OPEN) {
            trialsLeft++;
        }
    }

    private synchronized int tryTrial() {
        if (state == BreakerState.OPEN && clock.nanos() >= openUntilNanos) {
            begin(BreakerState.HALF_OPEN);
        }
        return switch (state) {
            case CLOSED -> era;
            case OPEN -> REFUSED;
            case HALF_OPEN -> takesTrial() ? era : REFUSED;
        };
    }

    private boolean takesTrial() {
        boolean left = trialsLeft > 0;
        if (left) {
            trialsLeft--;
        }
        return left;
    }

    private void record(int permit, boolean failed) {
        if (permit != era) {
            return;
        }
        BreakerState next = next(failed);
        if (next == state) {
            tellsNothing(permit);
        } else {
            begin(next);
        }
    }

    private BreakerState next(boolean failed) {
        return switch (state) {
            case CLOSED -> outcomes.tooMany(failed, clock.nanos()) ? BreakerState.OPEN : BreakerState.CLOSED;
            case OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> {
                if (failed) {
                    yield BreakerState.OPEN;
                }
                yield --trialsToPass == 0 ? BreakerState.CLOSED : BreakerState.HALF_OPEN;
            }
        };
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by whoever holds the monitor
    private void begin(BreakerState next) {
        BreakerState before = state;
        switch (next) {
            case CLOSED -> outcomes.clear();
            case OPEN -> openUntilNanos = Deadline.after(clock.nanos(), Deadline.nanos(config.pause()));
            case HALF_OPEN -> {
                trialsLeft = config.trials();
                trialsToPass = config.trials();
            }
        }
        state = next; // before the era, so that no permit of the new one is given by the old state
        era++;
        listener.breakerChanged(origin, before, next);
        BreakerChangeEvent.emit(origin, before.label(), next.label());
    }
}
