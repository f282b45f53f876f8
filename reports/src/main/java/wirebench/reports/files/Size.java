package wirebench.reports.files;

import java.time.Duration;

/// How much a run measures. Immutable.
///
/// @param blocks how often each arm has a fork
/// @param warmup what comes before the measured iterations of each fork
/// @param iterations that are measured in each fork
/// @param iterationTime how long each of them takes, and each that warms up
public record Size(int blocks, Warmup warmup, int iterations, Duration iterationTime) {
    /// The same with another number of blocks.
    public Size withBlocks(int number) {
        return new Size(number, warmup, iterations, iterationTime);
    }

    /// How long each fork takes, in words that are the same for the same size.
    public String ofFork() {
        return iterations + " iterations of " + iterationTime + " after " + warmup.cycles() + " x "
                + warmup.iterations() + " of warm-up with pauses of " + warmup.pause();
    }
}
