package wirebench.jmh.experiment;

import java.time.Duration;

/// How long an experiment measures, if nobody says otherwise. Immutable.
///
/// @param blocks how often each arm has a fork
/// @param warmup what comes before the measured iterations of each fork
/// @param iterations that are measured in each fork
/// @param iterationTime how long each of them takes, and each that warms up
public record Size(int blocks, Warmup warmup, int iterations, Duration iterationTime) {
    /// What an experiment has that does not say it: 10 blocks, so that a verdict is possible, of short forks,
    /// since it is forks that differ.
    public static final Size DEFAULT =
            new Size(10, new Warmup(2, 2, Duration.ofMillis(200)), 3, Duration.ofMillis(500));

    /// Of the JVMs of a fork and of its server, and of proving that the answers are right.
    private static final Duration START = Duration.ofSeconds(3);

    private static final int QUICK_BLOCKS = 3;

    /// The same with another number of blocks.
    ///
    /// @param number of blocks
    /// @return the copy
    public Size withBlocks(int number) {
        return new Size(number, warmup, iterations, iterationTime);
    }

    /// As little as shows that an experiment works: no verdict can come of it.
    ///
    /// @return the copy
    public Size quick() {
        return new Size(Math.min(blocks, QUICK_BLOCKS), Warmup.of(warmup.iterations()), 1, iterationTime);
    }

    /// How long one fork will take, by estimate.
    ///
    /// @return the time
    public Duration ofFork() {
        return START.plus(iterationTime.multipliedBy((long) warmup.allIterations() + iterations))
                .plus(warmup.pause().multipliedBy(warmup.cycles()));
    }

    /// How long so many arms will take, by estimate.
    ///
    /// @param arms how many, the one that is there twice included
    /// @return the time
    public Duration of(int arms) {
        return ofFork().multipliedBy((long) blocks * arms);
    }
}
