package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wirebench.reports.files.InBlocks;

class EstimateTest {
    @Test
    void intervalOfAMeanIsStudents() {
        // s = 2, t(2) = 4.302653: 12 ± 4.302653 * 2 / √3
        var estimate = Estimate.ofMean(forks(10.0, 12.0, 14.0));
        assertThat(estimate.value()).isEqualTo(12);
        assertThat(estimate.low()).isCloseTo(12 - 4.968275, within(1e-6));
        assertThat(estimate.high()).isCloseTo(12 + 4.968275, within(1e-6));
    }

    @Test
    void oneForkHasNoInterval() {
        var estimate = Estimate.ofMean(forks(7.0));
        assertThat(estimate.value()).isEqualTo(7);
        assertThat(estimate.spread()).isEqualTo(new Estimate.Spread.None("1 fork"));
    }

    @Test
    void forksThatAgreeHaveAnIntervalOfNoWidth() {
        var estimate = Estimate.ofMean(forks(3.0, 3.0, 3.0));
        assertThat(estimate.spread()).isEqualTo(new Estimate.Spread.Interval(3, 3));
    }

    @Test
    void twoForksAreTooFewForAnInterval() {
        var reason = new Estimate.Spread.None("2 forks");
        assertThat(Estimate.ofMean(forks(3.0, 4.0)).spread()).isEqualTo(reason);
        assertThat(Estimate.ofRatio(forks(2, 4), forks(1, 1)).spread()).isEqualTo(reason);
    }

    @Test
    void noAmountIsBelowZero() {
        var estimate = Estimate.ofMean(forks(1.0, 10.0, 30.0));
        assertThat(estimate.low()).isZero();
        assertThat(estimate.high()).isGreaterThan(30);
    }

    @Test
    void aForkWithoutANumberTakesTheEstimateAway() {
        var estimate = Estimate.ofMean(forks(3.0, Double.NaN, 4.0));
        assertThat(estimate.isNumber()).isFalse();
        assertThat(estimate.spread()).isInstanceOf(Estimate.Spread.None.class);
    }

    @Test
    void ratioIsPairedByBlock() {
        // Logarithms 0.0953102, 0.1823216, 0.2623643: mean 0.1799987, s 0.0835512.
        var ratio = Estimate.ofRatio(forks(1.1, 2.4, 13.0), forks(1.0, 2.0, 10.0));
        assertThat(ratio.value()).isCloseTo(1.197216, within(1e-5));
        assertThat(ratio.low()).isCloseTo(0.972823, within(1e-5));
        assertThat(ratio.high()).isCloseTo(1.473368, within(1e-5));
        assertThat(ratio.forks()).hasSize(3).containsEntry(1, 1.1);
    }

    /// Both were ten times slower in the second block: unpaired, that would drown the difference.
    @Test
    void whatSlowsBothDownCancelsOut() {
        var ratio = Estimate.ofRatio(forks(200, 20, 202), forks(100, 10, 100));
        assertThat(ratio.low()).isGreaterThan(1.97);
        assertThat(ratio.high()).isLessThan(2.04);
    }

    /// A fork that was run again, or has not run yet, changes what is paired and never which with which.
    @Test
    void blocksThatOneOfTheTwoLacksAreLeftOut() {
        var above = new TreeMap<>(Map.of(1, 10.0, 2, 40.0, 4, 80.0));
        var ratio = Estimate.ofRatio(above, new TreeMap<>(Map.of(2, 20.0, 3, 1.0, 4, 40.0, 5, 1.0)));
        assertThat(ratio.forks()).containsExactly(Map.entry(2, 2.0), Map.entry(4, 2.0));
        assertThat(ratio.value()).isCloseTo(2, within(1e-9));
        assertThat(ratio.spread()).isEqualTo(new Estimate.Spread.None("2 forks"));
    }

    @Test
    void ratioWithoutABlockInCommonIsThatOfTheMeansAndHasNoInterval() {
        var ratio = Estimate.ofRatio(new TreeMap<>(Map.of(1, 2.0, 2, 4.0)), new TreeMap<>(Map.of(3, 1.0)));
        assertThat(ratio.value()).isEqualTo(3);
        assertThat(ratio.spread()).isEqualTo(new Estimate.Spread.None("no block in common"));
    }

    @Test
    void ratioToNothingIsNotANumber() {
        assertThat(Estimate.ofRatio(forks(2, 4), forks(0, 1)).isNumber()).isFalse();
    }

    private static SortedMap<Integer, Double> forks(double... forks) {
        return InBlocks.of(forks);
    }
}
