package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import wirebench.reports.statistics.SteadyState.From;
import wirebench.reports.statistics.SteadyState.Iteration;
import wirebench.reports.statistics.SteadyState.Never;
import wirebench.reports.statistics.SteadyState.Unclear;

class SteadyStateTest {
    private static final SteadyState.Criterion CRITERION = new SteadyState.Criterion(3, 0.02, 0.05, 0.05);

    @Test
    void aForkIsSteadyFromWhereItsFiguresStopChanging() {
        assertThat(CRITERION.of(quiet(50, 80, 95, 100, 101, 100, 99))).isEqualTo(new From(3));
    }

    @Test
    void aForkThatWasNeverUnsteadyIsSteadyFromTheStart() {
        assertThat(CRITERION.of(quiet(100, 100, 100))).isEqualTo(new From(0));
    }

    /// It is calm in the middle, so the first calm window alone would have been believed.
    @Test
    void aLaterJumpStartsAnew() {
        assertThat(CRITERION.of(quiet(100, 100, 100, 100, 140, 140, 140))).isEqualTo(new From(4));
    }

    @Test
    void aForkThatStillMovesIsNeverSteady() {
        assertThat(CRITERION.of(quiet(50, 80, 84, 80, 90, 100, 110)))
                .isEqualTo(new Never("the last 3 iterations lie 23.0 % above the 3 before them"));
        assertThat(CRITERION.of(quiet(200, 190, 200, 150, 140, 130)))
                .isEqualTo(new Never("the last 3 iterations lie 28.8 % below the 3 before them"));
    }

    @Test
    void aForkThatMovesAndIsTooShortForTwoWindowsIsComparedByItsHalves() {
        assertThat(CRITERION.of(quiet(50, 60, 80, 100)))
                .isEqualTo(new Never("the last 2 iterations lie 63.6 % above the 2 before them"));
    }

    @Test
    void whetherAForkMovesIsUnclearWhereItsIterationsScatterMore() {
        assertThat(CRITERION.of(quiet(80, 110, 95, 90, 120, 100)))
                .isEqualTo(new Unclear("the last 3 iterations vary by 14.8 %, too much to see a change of 5.0 %"));
    }

    @Test
    void aChangeThatMattersToNobodyIsNoneEvenIfItIsSeen() {
        assertThat(CRITERION.of(quiet(100, 99, 98, 101, 103, 106))).isInstanceOf(Unclear.class);
    }

    @Test
    void aForkWhoseCompilersTakeMoreThanTheirShareIsNeverSteady() {
        assertThat(CRITERION.of(compiling(0.9, 0.04, 0.08, 0.06)))
                .isEqualTo(new Never("compilers took 6.0 % of the last 3 iterations"));
        assertThat(CRITERION.of(compiling(0.9, 0.04, 0.01, 0.1))).isEqualTo(new From(0));
    }

    @Test
    void ofTooFewIterationsNothingIsKnown() {
        assertThat(CRITERION.of(quiet(100, 100))).isEqualTo(new Unclear("too few iterations, 2 where 3 are needed"));
    }

    @Test
    void aWindowOfOneIterationVariesByNothing() {
        assertThatThrownBy(() -> new SteadyState.Criterion(1, 0.02, 0.05, 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Iteration> quiet(double... scores) {
        return DoubleStream.of(scores)
                .mapToObj(score -> new Iteration(score, 0))
                .toList();
    }

    private static List<Iteration> compiling(double... shares) {
        var iterations = new ArrayList<Iteration>();
        for (double share : shares) {
            iterations.add(new Iteration(100, share));
        }
        return iterations;
    }
}
