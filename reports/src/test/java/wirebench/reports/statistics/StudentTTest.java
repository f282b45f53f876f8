package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {
    private static final double[] VALUES = {10, 12, 14};

    /// s = 2, t(2) = 4.302653.
    @Test
    void theIntervalIsTheMeanAndTStandardErrors() {
        var interval = StudentT.interval(VALUES, 0.05);
        assertThat(interval.low()).isCloseTo(12 - 4.968275, within(1e-6));
        assertThat(interval.high()).isCloseTo(12 + 4.968275, within(1e-6));
    }

    @Test
    void thePAtTheEdgeOfTheIntervalIsItsLevel() {
        var edge = StudentT.interval(VALUES, 0.05).low();
        assertThat(StudentT.p(VALUES, edge)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void valuesThatAgreeWithTheCentreHaveAPOfOne() {
        assertThat(StudentT.p(new double[] {3, 3}, 3)).isEqualTo(1);
    }
}
