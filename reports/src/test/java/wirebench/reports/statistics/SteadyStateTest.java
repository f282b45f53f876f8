package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private static final SteadyState.Criterion CRITERION = new SteadyState.Criterion(3, 0.02, 2);

    @Test
    void aForkIsSteadyFromWhereItsFiguresStopChanging() {
        assertThat(CRITERION.of(List.of(50.0, 80.0, 95.0, 100.0, 101.0, 100.0, 99.0), quiet(7)))
                .isEqualTo(new SteadyState.From(3));
    }

    @Test
    void aForkThatWasNeverUnsteadyIsSteadyFromTheStart() {
        assertThat(CRITERION.of(List.of(100.0, 100.0, 100.0), quiet(3))).isEqualTo(new SteadyState.From(0));
    }

    /// It is calm in the middle, so the first calm window alone would have been believed.
    @Test
    void aLaterJumpStartsAnew() {
        assertThat(CRITERION.of(List.of(100.0, 100.0, 100.0, 100.0, 140.0, 140.0, 140.0), quiet(7)))
                .isEqualTo(new SteadyState.From(4));
    }

    @Test
    void aForkThatChangesInItsLastWindowIsNeverSteady() {
        assertThat(CRITERION.of(List.of(100.0, 100.0, 100.0, 100.0, 110.0), quiet(5)))
                .isEqualTo(new SteadyState.Never("the last 3 iterations vary by more than 2.0 %"));
    }

    @Test
    void aForkWhoseCompilersStillRunIsNeverSteady() {
        assertThat(CRITERION.of(List.of(100.0, 100.0, 100.0, 100.0), List.of(900L, 40L, 0L, 3L)))
                .isEqualTo(new SteadyState.Never("compilers ran for 3 ms in the last 2 iterations"));
        assertThat(CRITERION.of(List.of(100.0, 100.0, 100.0, 100.0), List.of(900L, 40L, 0L, 0L)))
                .isEqualTo(new SteadyState.From(0));
    }

    @Test
    void tooFewIterationsAreNeverSteady() {
        assertThat(CRITERION.of(List.of(100.0, 100.0), quiet(2))).isEqualTo(new SteadyState.Never("only 2 iterations"));
    }

    @Test
    void everyIterationHasItsCompileTime() {
        assertThatThrownBy(() -> CRITERION.of(List.of(100.0), quiet(2))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> quiet(int iterations) {
        return Collections.nCopies(iterations, 0L);
    }
}
