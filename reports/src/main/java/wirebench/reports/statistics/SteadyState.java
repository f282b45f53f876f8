package wirebench.reports.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/// Whether one fork had warmed up: its figures stopped changing, and its compilers had stopped.
///
/// The light version of change point analysis: the coefficient of variation over a sliding window (Georges, Buytaert
/// and Eeckhout, OOPSLA 2007). It takes a slow trend for steady as long as one window hides it.
public sealed interface SteadyState {
    /// Steady from this iteration to the end.
    ///
    /// @param iteration counted from 0
    record From(int iteration) implements SteadyState {}

    /// A valid outcome: about one fork in ten never gets there (Traini et al., EMSE 2023).
    ///
    /// @param reason why not, as a clause
    record Never(String reason) implements SteadyState {}

    /// What counts as steady.
    ///
    /// @param window in iterations, 2 or more
    /// @param mostVariation the largest coefficient of variation of a window, such as 0.02
    /// @param quiet the number of last iterations in which no compiler may have run
    record Criterion(int window, double mostVariation, int quiet) {
        /// Windows of 5 iterations, 2 %, no compilation in the last 5.
        public static final Criterion USUAL = new Criterion(5, 0.02, 5);

        public Criterion {
            if (window < 2) {
                throw new IllegalArgumentException("a window of " + window);
            }
        }

        /// Judges a fork: steady from the first window on that is calm and is followed by calm windows only.
        ///
        /// @param scores of all its iterations, warm-up included, in their order
        /// @param compileMillis the time the compilers spent during each of them
        /// @throws IllegalArgumentException if the lists differ in length
        public SteadyState of(List<Double> scores, List<Long> compileMillis) {
            if (scores.size() != compileMillis.size()) {
                throw new IllegalArgumentException(scores.size() + " scores, " + compileMillis.size() + " times");
            }
            if (scores.size() < Math.max(window, quiet)) {
                return new Never("only " + scores.size() + " iterations");
            }
            var compiled = compileMillis.subList(scores.size() - quiet, scores.size()).stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (compiled > 0) {
                return new Never("compilers ran for " + compiled + " ms in the last " + quiet + " iterations");
            }
            var calm = calmFrom(scores);
            return calm > scores.size() - window
                    ? new Never("the last " + window + " iterations vary by more than " + 100 * mostVariation + " %")
                    : new From(calm);
        }

        private int calmFrom(List<Double> scores) {
            var from = scores.size() - window + 1;
            while (from > 0 && variation(scores.subList(from - 1, from - 1 + window)) <= mostVariation) {
                from--;
            }
            return from;
        }

        private static double variation(List<Double> scores) {
            var values = scores.stream().mapToDouble(Double::doubleValue).toArray();
            return StandardDeviation.of(values).getAsDouble() / Mean.of(values).getAsDouble();
        }
    }
}
