package wirebench.jmh.experiment;

import java.time.Duration;

/// How long an experiment measures, if nobody says otherwise. Immutable.
///
/// @param blocks how often each arm has a fork
/// @param warmup what comes before the measured iterations of each fork
/// @param iterations that are measured in each fork
/// @param iterationTime how long each of them takes, and each that warms up
public record Size(int blocks, Warmup warmup, int iterations, Duration iterationTime) {
    /// What an experiment has that does not say it: 10 blocks, so that a verdict is possible, of forks that are
    /// warm. On two processors that a client and its server keep busy, compilers take 10 to 30 % of the client's
    /// time after two seconds, and 4 to 5 % after these sixteen, of which the pauses leave them four to themselves.
    public static final Size DEFAULT =
            new Size(10, new Warmup(4, 6, Duration.ofSeconds(1)), 10, Duration.ofMillis(500));

    /// Of the JVMs of a fork and of its server, and of proving that the answers are right.
    private static final Duration START = Duration.ofSeconds(4);

    private static final int QUICK_BLOCKS = 3;
    private static final int QUICK_WARMUPS = 4;
    private static final int QUICK_ITERATIONS = 2;
    private static final Duration QUICK_TIME = Duration.ofMillis(250);

    /// The same with another number of blocks.
    ///
    /// @param number of blocks
    /// @return the copy
    public Size withBlocks(int number) {
        return new Size(number, warmup, iterations, iterationTime);
    }

    /// As little as shows that an experiment works: no verdict can come of it. What is left of the time is cut into
    /// enough iterations to tell whether a fork had warmed up.
    ///
    /// @return the copy
    public Size quick() {
        return new Size(Math.min(blocks, QUICK_BLOCKS), Warmup.of(QUICK_WARMUPS), QUICK_ITERATIONS, QUICK_TIME);
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
