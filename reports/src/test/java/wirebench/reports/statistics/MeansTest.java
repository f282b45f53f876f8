package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeansTest {
    /// 60 exchanges at 30/s and 60 at 60/s take 3 s.
    @Test
    void ratesOverTheSameWorkHaveTheHarmonicMean() {
        assertThat(Means.harmonic(List.of(30.0, 60.0))).isCloseTo(40, within(1e-9));
    }

    @Test
    void twiceAndHalfAsFastIsAsFast() {
        assertThat(Means.geometric(List.of(2.0, 0.5))).isCloseTo(1, within(1e-12));
    }

    @Test
    void timesHaveTheArithmeticMean() {
        assertThat(Means.arithmetic(List.of(1.0, 2.0, 6.0))).isEqualTo(3);
    }
}
