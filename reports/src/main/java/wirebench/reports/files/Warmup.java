package wirebench.reports.files;

import java.time.Duration;

/// How a fork is warmed up: in cycles of iterations, each followed by a pause in which compilers catch up with what
/// they have been asked for. Immutable.
///
/// @param cycles how often
/// @param iterations in each cycle
/// @param pause after each cycle; zero for none
public record Warmup(int cycles, int iterations, Duration pause) {
    /// Iterations in one go, with no pause.
    public static Warmup of(int iterations) {
        return new Warmup(1, iterations, Duration.ZERO);
    }

    /// Iterations of all cycles.
    public int allIterations() {
        return cycles * iterations;
    }
}
