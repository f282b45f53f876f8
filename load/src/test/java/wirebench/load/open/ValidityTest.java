package wirebench.load.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import wirebench.load.LoadResult;
import wirebench.load.ProcessWork;
import wirebench.load.Reconciliation;
import wirebench.load.Unanswered;
import wirebench.load.closed.ClosedLoop;

class ValidityTest {
    private static final long SECOND = 1_000_000_000;

    /// A second at 10 000 per second, of which the parameters spoil something.
    private static OpenResult result(
            long exchanges, long errors, long elapsedNanos, long lagNanos, long refused, long lastLagNanos) {
        return result(exchanges, errors, elapsedNanos, lagNanos, refused, lastLagNanos, Unanswered.NONE);
    }

    private static OpenResult result(
            long exchanges,
            long errors,
            long elapsedNanos,
            long lagNanos,
            long refused,
            long lastLagNanos,
            Unanswered unanswered) {
        TreeMap<String, Long> kinds = new TreeMap<>();
        if (errors > 0) {
            kinds.put("transport", errors);
        }
        OptionalDouble none = OptionalDouble.empty();
        LoadResult load = new LoadResult(
                exchanges,
                kinds,
                new TreeMap<>(),
                elapsedNanos,
                0,
                always(1_000_000, exchanges),
                unanswered,
                none,
                none,
                none,
                Optional.empty(),
                Optional.empty(),
                ProcessWork.NONE);
        return new OpenResult(
                load,
                Arrivals.uniform(10_000),
                always(900_000, exchanges),
                always(0, exchanges),
                always(lagNanos, exchanges),
                10_000,
                refused,
                16,
                lastLagNanos,
                SECOND,
                none,
                2);
    }

    private static Histogram always(long nanos, long count) {
        Histogram histogram = ClosedLoop.histogram();
        histogram.recordValueWithCount(nanos, count);
        return histogram;
    }

    private static List<String> reasons(OpenResult result) {
        return Validity.DEFAULT.reasons(result, Optional.empty());
    }

    @Test
    void whatKeepsToEverythingIsValid() {
        assertThat(reasons(result(10_000, 0, SECOND, 50_000, 0, 50_000))).isEmpty();
    }

    @Test
    void eachGateHasItsOwnReason() {
        assertThat(reasons(result(10_000, 0, SECOND * 102 / 100, 50_000, 0, 0)))
                .containsExactly("the rate was not reached: 98.0 % of what was offered, less than 99 %");
        assertThat(reasons(result(10_000, 0, SECOND, 400_000, 0, 0)))
                .singleElement()
                .asString()
                .contains("schedule lag", "p99 of 400 µs", "more than the 300 µs", "p99 of 1000 µs");
        assertThat(reasons(result(9_980, 20, SECOND, 0, 0, 0)))
                .containsExactly("20 of 10000 exchanges failed, more than 0.1 %");
        assertThat(reasons(result(9_990, 0, SECOND, 0, 10, 0)))
                .containsExactly(
                        "the generator was saturated: 10 arrivals found 16 exchanges under way and were not sent");
        assertThat(reasons(result(10_000, 0, SECOND, 0, 0, SECOND / 50)))
                .containsExactly("the generator fell behind: the last arrival was 20000 µs late, more than 1 % of the"
                        + " duration");
    }

    /// By its share of the response time a fast answer would be no measurement, and a slow one would be.
    @Test
    void whereABoundIsLookedForTheLagIsHeldToThat() {
        OpenResult fast = result(10_000, 0, SECOND, 450_000, 0, 0);
        assertThat(Validity.DEFAULT.forBound(5_000_000).reasons(fast, Optional.empty()))
                .isEmpty();
        assertThat(Validity.DEFAULT.forBound(4_000_000).reasons(fast, Optional.empty()))
                .singleElement()
                .asString()
                .contains("p99 of 450 µs is more than the 400 µs");
    }

    @Test
    void oneExchangeWithoutAnAnswerSpoilsARun() {
        assertThat(reasons(result(9_999, 0, SECOND, 0, 0, 0, new Unanswered(always(SECOND, 1), 0))))
                .containsExactly("1 of 10000 exchanges have no answer");
    }

    @Test
    void gatesAreNotCrossedAtTheirBounds() {
        assertThat(reasons(result(9_990, 10, SECOND, 299_000, 0, SECOND / 100))).isEmpty();
    }

    @Test
    void countsThatDifferSpoilARun() {
        OpenResult good = result(10_000, 0, SECOND, 0, 0, 0);
        assertThat(Validity.DEFAULT.reasons(
                        good, Optional.of(new Reconciliation(10_000, 10_001, OptionalLong.empty(), 8))))
                .singleElement()
                .asString()
                .contains("client and server disagree");
        assertThat(Validity.DEFAULT.reasons(
                        good, Optional.of(new Reconciliation(10_000, 10_000, OptionalLong.empty(), 8))))
                .isEmpty();
    }
}
