package wirebench.jmh.experiment;

import java.time.Duration;
import wirebench.reports.files.Size;
import wirebench.reports.files.Warmup;

/// How much is measured if nobody says otherwise, and how long it takes.
public final class Sizes {
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

    private Sizes() {}

    /// As little as shows that a run works: no verdict can come of it. What is left of the time is cut into enough
    /// iterations to tell whether a fork had warmed up.
    ///
    /// @param usual what it would have been
    public static Size quick(Size usual) {
        return new Size(Math.min(usual.blocks(), QUICK_BLOCKS), Warmup.of(QUICK_WARMUPS), QUICK_ITERATIONS, QUICK_TIME);
    }

    /// How long one fork will take, by estimate.
    public static Duration timeOfFork(Size size) {
        Warmup warmup = size.warmup();
        return START.plus(size.iterationTime().multipliedBy((long) warmup.allIterations() + size.iterations()))
                .plus(warmup.pause().multipliedBy(warmup.cycles()));
    }

    /// How long so many arms will take, by estimate.
    ///
    /// @param arms how many, the one that is there twice included
    public static Duration time(Size size, int arms) {
        return timeOfFork(size).multipliedBy((long) size.blocks() * arms);
    }
}
