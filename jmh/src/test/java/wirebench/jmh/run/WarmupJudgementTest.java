package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import wirebench.reports.files.Steadiness;
import wirebench.reports.statistics.SteadyState;

class WarmupJudgementTest {
    @Test
    void aForkIsSteadyFromTheFirstOfItsIterationsThatAreAlike() {
        List<Double> scores = List.of(50.0, 80.0, 100.0, 100.0, 100.0, 100.0, 100.0);
        SteadyState steady = WarmupJudgement.of(FakeForks.fork(2, scores, quiet(7)));
        assertThat(steady).isEqualTo(new SteadyState.From(2));
        assertThat(Steadiness.of(steady))
                .isEqualTo(new Steadiness(true, true, OptionalInt.of(3), Optional.empty()))
                .extracting(Steadiness::state)
                .isEqualTo(steady);
    }

    @Test
    void aForkWhoseScoresStillChangeIsNever() {
        List<Double> scores = List.of(50.0, 60.0, 70.0, 80.0, 90.0, 100.0);
        SteadyState never = WarmupJudgement.of(FakeForks.fork(2, scores, quiet(6)));
        assertThat(never).isEqualTo(new SteadyState.Never("the last 3 iterations lie 50.0 % above the 3 before them"));
    }

    @Test
    void ofAForkWhoseScoresScatterNothingIsKnown() {
        List<Double> scores = List.of(90.0, 110.0, 80.0, 100.0, 95.0, 85.0);
        SteadyState unknown = WarmupJudgement.of(FakeForks.fork(2, scores, quiet(6)));
        assertThat(unknown)
                .isInstanceOfSatisfying(
                        SteadyState.Unclear.class,
                        unclear -> assertThat(unclear.reason()).contains("too much to see a change"));
    }

    @Test
    void aForkWhoseCompilersStillRunIsNever() {
        List<Double> millis = new ArrayList<>(quiet(6));
        millis.set(5, 4.0); // of the 10 that each takes
        SteadyState never = WarmupJudgement.of(FakeForks.fork(2, Collections.nCopies(6, 100.0), millis));
        assertThat(never).isEqualTo(new SteadyState.Never("compilers took 8.0 % of the last 5 iterations"));
    }

    @Test
    void ofTooFewIterationsNothingIsKnown() {
        SteadyState unknown = WarmupJudgement.of(FakeForks.fork(1, List.of(100.0, 100.0), quiet(2)));
        assertThat(unknown).isEqualTo(new SteadyState.Unclear("too few iterations, 2 where 5 are needed"));
    }

    @Test
    void withoutTheTimeOfCompilersNothingIsKnown() {
        SteadyState unknown = WarmupJudgement.of(FakeForks.fork(1, Collections.nCopies(6, 100.0), List.of()));
        assertThat(unknown).isEqualTo(new SteadyState.Unclear("the time of compilers was not recorded"));
    }

    private static List<Double> quiet(int iterations) {
        return Collections.nCopies(iterations, 0.0);
    }
}
