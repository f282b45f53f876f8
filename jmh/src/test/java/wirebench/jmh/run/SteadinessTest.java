package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    @Test
    void aForkIsSteadyFromTheFirstOfItsIterationsThatAreAlike() {
        List<Double> scores = List.of(50.0, 80.0, 100.0, 100.0, 100.0, 100.0, 100.0);
        Steadiness steady = Steadiness.of(FakeForks.fork(2, scores, quiet(7)));
        assertThat(steady).isEqualTo(new Steadiness(true, true, 3, null));
        assertThat(steady.isNever()).isFalse();
    }

    @Test
    void aForkWhoseScoresStillChangeIsNever() {
        List<Double> scores = List.of(50.0, 60.0, 70.0, 80.0, 90.0, 100.0);
        Steadiness never = Steadiness.of(FakeForks.fork(2, scores, quiet(6)));
        assertThat(never.isNever()).isTrue();
        assertThat(never.reason()).isEqualTo("the last 3 iterations lie 50.0 % above the 3 before them");
    }

    @Test
    void ofAForkWhoseScoresScatterNothingIsKnown() {
        List<Double> scores = List.of(90.0, 110.0, 80.0, 100.0, 95.0, 85.0);
        Steadiness unknown = Steadiness.of(FakeForks.fork(2, scores, quiet(6)));
        assertThat(unknown.known()).isFalse();
        assertThat(unknown.isNever()).isFalse();
        assertThat(unknown.reason()).contains("too much to see a change");
    }

    @Test
    void aForkWhoseCompilersStillRunIsNever() {
        List<Double> millis = new ArrayList<>(quiet(6));
        millis.set(5, 4.0); // of the 10 that each takes
        Steadiness never = Steadiness.of(FakeForks.fork(2, Collections.nCopies(6, 100.0), millis));
        assertThat(never.isNever()).isTrue();
        assertThat(never.reason()).isEqualTo("compilers took 8.0 % of the last 5 iterations");
    }

    @Test
    void ofTooFewIterationsNothingIsKnown() {
        Steadiness unknown = Steadiness.of(FakeForks.fork(1, List.of(100.0, 100.0), quiet(2)));
        assertThat(unknown.known()).isFalse();
        assertThat(unknown.isNever()).isFalse();
        assertThat(unknown.reason()).isEqualTo("too few iterations, 2 where 5 are needed");
    }

    @Test
    void withoutTheTimeOfCompilersNothingIsKnown() {
        Steadiness unknown = Steadiness.of(FakeForks.fork(1, Collections.nCopies(6, 100.0), List.of()));
        assertThat(unknown.reason()).isEqualTo("the time of compilers was not recorded");
    }

    private static List<Double> quiet(int iterations) {
        return Collections.nCopies(iterations, 0.0);
    }
}
