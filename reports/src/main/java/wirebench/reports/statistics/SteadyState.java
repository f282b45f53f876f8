package wirebench.reports.statistics;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/// Whether one fork had warmed up: its figures stopped changing, and its compilers had all but stopped.
///
/// The light version of change point analysis: the coefficient of variation over a sliding window (Georges,
/// Buytaert and Eeckhout, OOPSLA 2007). It takes a slow trend for steady as long as one window hides it. On a
/// machine too noisy for any window to be calm, a change is still seen where two windows do not overlap.
public sealed interface SteadyState {
    /// Steady from this iteration to the end.
    ///
    /// @param iteration counted from 0
    record From(int iteration) implements SteadyState {}

    /// A valid outcome: about one fork in ten never gets there (Traini et al., EMSE 2023).
    ///
    /// @param reason why not, as a clause
    record Never(String reason) implements SteadyState {}

    /// Neither is known.
    ///
    /// @param reason why not, as a clause
    record Unclear(String reason) implements SteadyState {}

    /// One iteration of a fork.
    ///
    /// @param score what it measured
    /// @param compiling how much of its processor time compilers took, from 0 to 1
    record Iteration(double score, double compiling) {}

    /// The rule by which a fork counts as steady.
    ///
    /// @param window in iterations, 2 or more
    /// @param mostVariation the largest coefficient of variation of a calm window, such as 0.02
    /// @param mostCompiling the largest share of compilers in the last window
    /// @param mostChange the largest change from one window to the next that matters to nobody, such as 0.05
    record Criterion(int window, double mostVariation, double mostCompiling, double mostChange) {
        /// Windows of 5 iterations that vary by 2 %. Compilers that take 5 % move a figure by about as much, which
        /// is the smallest change that Traini et al. count.
        public static final Criterion USUAL = new Criterion(5, 0.02, 0.05, 0.05);

        public Criterion {
            if (window < 2) {
                throw new IllegalArgumentException("a window of " + window);
            }
        }

        /// Judges a fork: steady from the first window on that is calm and is followed by calm windows only.
        ///
        /// @param iterations all of them, warm-up included, in their order
        public SteadyState of(List<Iteration> iterations) {
            if (iterations.size() < window) {
                return new Unclear("too few iterations, " + iterations.size() + " where " + window + " are needed");
            }
            var last = iterations.subList(iterations.size() - window, iterations.size());
            var compiling = mean(last, Iteration::compiling);
            if (compiling > mostCompiling) {
                return new Never("compilers took %s of the last %d iterations".formatted(percent(compiling), window));
            }
            var calm = calmFrom(iterations);
            return calm > iterations.size() - window ? restless(iterations) : new From(calm);
        }

        private int calmFrom(List<Iteration> iterations) {
            var from = iterations.size() - window + 1;
            while (from > 0 && variation(iterations.subList(from - 1, from - 1 + window)) <= mostVariation) {
                from--;
            }
            return from;
        }

        /// The last window is not calm: it moves if it has left the one before it behind.
        private SteadyState restless(List<Iteration> iterations) {
            var size = iterations.size();
            var span = Math.min(window, size / 2);
            var last = iterations.subList(size - span, size);
            var before = iterations.subList(size - 2 * span, size - span);
            var change = mean(last, Iteration::score) / mean(before, Iteration::score) - 1;
            if (Math.abs(change) > mostChange && (isAbove(last, before) || isAbove(before, last))) {
                return new Never("the last %d iterations lie %s %s the %d before them"
                        .formatted(span, percent(Math.abs(change)), change > 0 ? "above" : "below", span));
            }
            return new Unclear("the last %d iterations vary by %s, too much to see a change of %s"
                    .formatted(
                            window, percent(variation(iterations.subList(size - window, size))), percent(mostChange)));
        }

        private static boolean isAbove(List<Iteration> upper, List<Iteration> lower) {
            return upper.stream().mapToDouble(Iteration::score).min().orElseThrow()
                    > lower.stream().mapToDouble(Iteration::score).max().orElseThrow();
        }

        private static double variation(List<Iteration> iterations) {
            return StandardDeviation.of(scores(iterations)).getAsDouble() / mean(iterations, Iteration::score);
        }

        private static double mean(List<Iteration> iterations, ToDoubleFunction<Iteration> figure) {
            return Mean.of(iterations.stream().mapToDouble(figure).toArray()).getAsDouble();
        }

        private static double[] scores(List<Iteration> iterations) {
            return iterations.stream().mapToDouble(Iteration::score).toArray();
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * share);
        }
    }
}
