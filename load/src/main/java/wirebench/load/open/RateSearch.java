package wirebench.load.open;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Looks for the highest rate at which something holds: a staircase until it does not, or does again; bisection
/// between the last two; and the highest that held is tried again, since once may have been luck. What failed is
/// tried once more before it counts, since once may have been bad luck. Not thread-safe.
public final class RateSearch {
    /// How a trial went.
    public enum Verdict {
        /// It held at that rate.
        HELD,
        /// It did not.
        FAILED,
        /// No more is to be tried.
        STOP
    }

    /// Tries one rate.
    @FunctionalInterface
    public interface Trial {
        /// Tries.
        ///
        /// @param rate requests per second
        /// @return whether it held
        /// @throws InterruptedException if interrupted meanwhile
        Verdict at(double rate) throws InterruptedException;
    }

    /// A rate that was tried.
    ///
    /// @param rate requests per second
    /// @param verdict how it went
    public record Step(double rate, Verdict verdict) {}

    /// Where the highest rate lies. Immutable.
    ///
    /// @param held the highest rate that held, each time it was tried; empty if none did
    /// @param failed the lowest rate above it that failed; empty if none did
    /// @param steps all that was tried, in order
    public record Interval(OptionalDouble held, OptionalDouble failed, List<Step> steps) {
        /// Copies the list.
        public Interval {
            steps = List.copyOf(steps);
        }
    }

    private static final double STAIR = 2;
    private static final double CLOSE = 1.05;
    private static final int STAIRS = 16;
    private static final int REPEATS = 2;

    private final Trial trial;
    private final List<Step> steps = new ArrayList<>();
    private double held;
    private double failed = Double.POSITIVE_INFINITY;
    private boolean stopped;

    private RateSearch(Trial trial) {
        this.trial = trial;
    }

    /// Searches until what held and what failed lie within 5 %, and the former has held three times.
    ///
    /// @param start the rate to begin at, positive
    /// @param trial tries a rate
    /// @return what was found
    /// @throws InterruptedException if a trial was interrupted
    public static Interval from(double start, Trial trial) throws InterruptedException {
        RateSearch search = new RateSearch(trial);
        search.climb(start);
        search.narrow();
        return new Interval(
                search.held > 0 ? OptionalDouble.of(search.held) : OptionalDouble.empty(),
                search.failed < Double.POSITIVE_INFINITY ? OptionalDouble.of(search.failed) : OptionalDouble.empty(),
                search.steps);
    }

    private void climb(double start) throws InterruptedException {
        double rate = start;
        for (int i = 0; i < STAIRS && !stopped && !bracketed(); i++) {
            rate = tried(rate) ? rate * STAIR : rate / STAIR;
        }
    }

    private boolean bracketed() {
        return held > 0 && failed < Double.POSITIVE_INFINITY;
    }

    /// Every repetition that fails makes the rate one that failed, and the search goes on below.
    private void narrow() throws InterruptedException {
        while (bracketed() && !stopped) {
            if (failed > held * CLOSE) {
                tried(Math.sqrt(held * failed));
            } else if (repeated()) {
                return;
            }
        }
    }

    private boolean repeated() throws InterruptedException {
        double rate = held;
        for (int i = 0; i < REPEATS && !stopped; i++) {
            if (!tried(rate)) {
                held = steps.stream()
                        .filter(step -> step.verdict() == Verdict.HELD && step.rate() < rate)
                        .mapToDouble(Step::rate)
                        .max()
                        .orElse(0);
                return false;
            }
        }
        return true;
    }

    private boolean tried(double rate) throws InterruptedException {
        Verdict verdict = once(rate);
        if (verdict == Verdict.FAILED) {
            verdict = once(rate);
        }
        switch (verdict) {
            case HELD -> held = Math.max(held, rate);
            case FAILED -> failed = Math.min(failed, rate);
            case STOP -> stopped = true;
        }
        return verdict == Verdict.HELD;
    }

    private Verdict once(double rate) throws InterruptedException {
        Verdict verdict = trial.at(rate);
        steps.add(new Step(rate, verdict));
        return verdict;
    }
}
