package wirebench.jmh.experiment;

import java.time.Duration;

/// How a fork is warmed up: in cycles of iterations, each followed by a pause in which compilers catch up with what
/// they have been asked for. Immutable.
///
/// @param cycles how often
/// @param iterations in each cycle
/// @param pause after each cycle; zero for none
public record Warmup(int cycles, int iterations, Duration pause) {
    /// Iterations in one go, with no pause.
    ///
    /// @param iterations how many
    /// @return the warm-up
    public static Warmup of(int iterations) {
        return new Warmup(1, iterations, Duration.ZERO);
    }

    /// Iterations of all cycles.
    ///
    /// @return how many
    public int allIterations() {
        return cycles * iterations;
    }
}
