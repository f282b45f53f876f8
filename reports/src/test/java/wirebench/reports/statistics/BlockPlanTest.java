package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockPlanTest {
    /// t(26) · 0.05 / √27 = 2.056 · 0.05 / 5.196 = 0.01978 ≤ ln 1.02 = 0.01980; with 26 blocks it is 0.02020.
    @Test
    void aScatterOf5PercentNeeds27BlocksFor2Percent() {
        assertThat(BlockPlan.blocksFor(0.05, 0.02)).isEqualTo(27);
        assertThat(BlockPlan.precisionOf(0.05, 27)).isLessThanOrEqualTo(0.02);
        assertThat(BlockPlan.precisionOf(0.05, 26)).isGreaterThan(0.02);
    }

    @Test
    void aQuietMachineStillNeedsSix() {
        assertThat(BlockPlan.blocksFor(0.0001, 0.02)).isEqualTo(6);
    }

    @Test
    void aPrecisionOutOfReachIsSaid() {
        assertThat(BlockPlan.blocksFor(5, 0.0001)).isEqualTo(BlockPlan.MOST_BLOCKS);
    }

    /// A fork takes 12 s + 5 · 3 s = 27 s, a block of 4 arms 108 s.
    @Test
    void onlyWholeBlocksFitIntoABudget() {
        assertThat(blocksIn(Duration.ofMinutes(18))).isEqualTo(10);
        assertThat(blocksIn(Duration.ofSeconds(1_079))).isEqualTo(9);
        assertThat(blocksIn(Duration.ofSeconds(107))).isZero();
    }

    @Test
    void theScatterOfAnUnpairedRatioAddsBothArms() {
        var arm = new VarianceComponents(0.0005, 0.0003);
        assertThat(BlockPlan.unpairedScatter(arm, arm, 5)).isCloseTo(Math.sqrt(0.0008), within(1e-12));
    }

    private static long blocksIn(Duration budget) {
        return BlockPlan.blocksIn(budget, 4, 5, Duration.ofSeconds(12), Duration.ofSeconds(3));
    }
}
