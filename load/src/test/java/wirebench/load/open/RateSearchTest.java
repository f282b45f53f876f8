package wirebench.load.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.load.open.RateSearch.Interval;
import wirebench.load.open.RateSearch.Step;
import wirebench.load.open.RateSearch.Verdict;

class RateSearchTest {
    private static Verdict upTo(double limit, double rate) {
        return rate <= limit ? Verdict.HELD : Verdict.FAILED;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 30, 100, 999, 1000, 1001, 123_456})
    void theLimitLiesInANarrowIntervalFromWhereverTheSearchBegins(double limit) throws Exception {
        Interval found = RateSearch.from(1000, rate -> upTo(limit, rate));
        double held = found.held().orElseThrow();
        double failed = found.failed().orElseThrow();
        assertThat(held).isLessThanOrEqualTo(limit);
        assertThat(failed).isGreaterThan(limit).isLessThanOrEqualTo(held * 1.05);
        assertThat(found.steps().stream().filter(step -> step.rate() == held)).hasSize(3);
    }

    @Test
    void aRateThatHeldByLuckIsNotTheAnswer() throws Exception {
        double[] lucky = {0};
        Interval found = RateSearch.from(1000, rate -> {
            if (rate > 1500 && rate < 1600 && lucky[0] == 0) {
                lucky[0] = rate;
                return Verdict.HELD;
            }
            return upTo(1500, rate);
        });
        assertThat(lucky[0]).isPositive();
        assertThat(found.held().orElseThrow()).isLessThanOrEqualTo(1500);
        assertThat(found.failed().orElseThrow()).isLessThanOrEqualTo(lucky[0]);
    }

    @Test
    void aRateThatFailedOnceByBadLuckIsNoEnd() throws Exception {
        boolean[] unlucky = {true};
        Interval found = RateSearch.from(1000, rate -> {
            if (unlucky[0]) {
                unlucky[0] = false;
                return Verdict.FAILED;
            }
            return upTo(1500, rate);
        });
        assertThat(found.held().orElseThrow()).isBetween(1400.0, 1500.0);
        assertThat(found.steps().getFirst()).isEqualTo(new Step(1000, Verdict.FAILED));
        assertThat(found.steps().get(1)).isEqualTo(new Step(1000, Verdict.HELD));
    }

    @Test
    void whatNeverHoldsOrNeverFailsIsSaidSo() throws Exception {
        assertThat(RateSearch.from(10, _ -> Verdict.FAILED).held()).isEmpty();
        assertThat(RateSearch.from(10, _ -> Verdict.HELD).failed()).isEmpty();
    }

    @Test
    void aStopEndsTheSearch() throws Exception {
        Interval found = RateSearch.from(10, rate -> rate < 30 ? Verdict.HELD : Verdict.STOP);
        assertThat(found.held()).hasValue(20);
        assertThat(found.failed()).isEmpty();
        assertThat(found.steps()).extracting(Step::verdict).containsExactly(Verdict.HELD, Verdict.HELD, Verdict.STOP);
    }
}
