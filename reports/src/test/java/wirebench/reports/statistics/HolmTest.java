package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    /// As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives.
    @Test
    void adjustsAsRDoes() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, ROUNDING);
    }

    @Test
    void oneClaimKeepsItsP() {
        assertThat(Holm.adjust(new double[] {0.04})).containsExactly(0.04);
    }

    @Test
    void noPExceedsOne() {
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    }

    @Test
    void noClaimsAreNoTrouble() {
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }
}
