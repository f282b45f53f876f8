package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchicalBootstrapTest {
    private static final double LEVEL = 0.05;

    @Test
    void blocksAndIterationsThatAgreeLeaveNoDoubt() {
        var blocks = Collections.nCopies(6, new PairedForks(List.of(3.0, 3.0), List.of(2.0, 2.0, 2.0)));
        var interval = interval(blocks);
        assertThat(interval.low()).isCloseTo(1.5, within(1e-12));
        assertThat(interval.high()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void iterationsThatDifferWidenItEvenWhenForksAgree() {
        var interval = interval(Collections.nCopies(6, new PairedForks(List.of(1.0, 3.0), List.of(2.0))));
        assertThat(interval.low()).isLessThan(0.95);
        assertThat(interval.high()).isGreaterThan(1.05);
    }

    @Test
    void blocksThatDifferWidenItEvenWhenIterationsAgree() {
        var interval = interval(List.of(
                new PairedForks(List.of(1.0, 1.0), List.of(1.0)), new PairedForks(List.of(4.0, 4.0), List.of(1.0))));
        assertThat(interval.low()).isCloseTo(1, within(1e-12));
        assertThat(interval.high()).isCloseTo(4, within(1e-12));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        var blocks = List.of(
                new PairedForks(List.of(1.0, 3.0, 2.5), List.of(1.1, 1.3)),
                new PairedForks(List.of(4.0), List.of(3.0)));
        assertThat(interval(blocks)).isEqualTo(interval(blocks));
    }

    @Test
    void aForkWithoutIterationsIsNone() {
        assertThatThrownBy(() -> new PairedForks(List.of(), List.of(1.0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Interval interval(List<PairedForks> blocks) {
        return HierarchicalBootstrap.interval(blocks, LEVEL, HierarchicalBootstrap.DRAWS, 1);
    }
}
