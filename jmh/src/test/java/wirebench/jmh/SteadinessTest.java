package wirebench.jmh;

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
        assertThat(never.reason()).contains("vary by more than");
    }

    @Test
    void aForkWhoseCompilersStillRunIsNever() {
        List<Double> millis = new ArrayList<>(quiet(6));
        millis.set(5, 40.0);
        Steadiness never = Steadiness.of(FakeForks.fork(2, Collections.nCopies(6, 100.0), millis));
        assertThat(never.isNever()).isTrue();
        assertThat(never.reason()).contains("compilers ran for 40 ms");
    }

    @Test
    void ofTooFewIterationsNothingIsKnown() {
        Steadiness unknown = Steadiness.of(FakeForks.fork(1, List.of(100.0, 100.0), quiet(2)));
        assertThat(unknown.known()).isFalse();
        assertThat(unknown.isNever()).isFalse();
        assertThat(unknown.reason()).isEqualTo("unknown: too few iterations, 2 where 5 are needed");
    }

    @Test
    void withoutTheTimeOfCompilersNothingIsKnown() {
        Steadiness unknown = Steadiness.of(FakeForks.fork(1, Collections.nCopies(6, 100.0), List.of()));
        assertThat(unknown.reason()).isEqualTo("unknown: the time of compilers was not recorded");
    }

    private static List<Double> quiet(int iterations) {
        return Collections.nCopies(iterations, 0.0);
    }
}
