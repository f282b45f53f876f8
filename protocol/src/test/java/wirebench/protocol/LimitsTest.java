package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void eachCopyDiffersInItsComponentAlone() {
        Limits limits = new Limits(1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(limits.withStartLineOctets(9)).isEqualTo(new Limits(9, 2, 3, 4, 5, 6, 7, 8));
        assertThat(limits.withHeadOctets(9)).isEqualTo(new Limits(1, 9, 3, 4, 5, 6, 7, 8));
        assertThat(limits.withFieldCount(9)).isEqualTo(new Limits(1, 2, 9, 4, 5, 6, 7, 8));
        assertThat(limits.withChunkExtensionOctets(9)).isEqualTo(new Limits(1, 2, 3, 9, 5, 6, 7, 8));
        assertThat(limits.withTrailers(9, 10)).isEqualTo(new Limits(1, 2, 3, 4, 9, 10, 7, 8));
        assertThat(limits.withBodyOctets(9)).isEqualTo(new Limits(1, 2, 3, 4, 5, 6, 9, 8));
        assertThat(limits.withInterimResponses(9)).isEqualTo(new Limits(1, 2, 3, 4, 5, 6, 7, 9));
    }

    @Test
    void noComponentMayBeZeroOrNegative() {
        List<UnaryOperator<Limits>> zeros = List.of(
                limits -> limits.withStartLineOctets(0),
                limits -> limits.withHeadOctets(0),
                limits -> limits.withFieldCount(0),
                limits -> limits.withChunkExtensionOctets(-1),
                limits -> limits.withTrailers(0, 1),
                limits -> limits.withTrailers(1, 0),
                limits -> limits.withBodyOctets(Long.MIN_VALUE),
                limits -> limits.withInterimResponses(0));
        for (UnaryOperator<Limits> zero : zeros) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> zero.apply(Limits.DEFAULT))
                    .withMessageContaining(" must be positive, not ");
        }
    }
}
