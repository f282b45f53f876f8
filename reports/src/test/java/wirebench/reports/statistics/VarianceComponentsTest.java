package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest {
    private static final Duration FORK = Duration.ofSeconds(12);
    private static final Duration ITERATION = Duration.ofSeconds(3);

    @Test
    void whatWasPutInIsFoundAgain() {
        var components = VarianceComponents.of(pilot(400, 20, 0.05, 0.02));
        assertThat(Math.sqrt(components.betweenForks())).isCloseTo(0.05, within(0.005));
        assertThat(Math.sqrt(components.betweenIterations())).isCloseTo(0.02, within(0.001));
    }

    /// Two forks with the same mean: their means scatter less than their iterations explain.
    @Test
    void forksThatAgreeAddNothing() {
        var components = VarianceComponents.of(List.of(List.of(1.0, 2.0), List.of(2.0, 1.0)));
        assertThat(components.betweenForks()).isZero();
        assertThat(components.bestIterations(FORK, ITERATION, 50)).isEqualTo(50);
    }

    /// √(12/3 · 0.04/0.01) = 4.
    @Test
    void theBestNumberOfIterationsIsThatOfKaliberaAndJones() {
        assertThat(new VarianceComponents(0.04, 0.01).bestIterations(FORK, ITERATION, 50))
                .isEqualTo(4);
        assertThat(new VarianceComponents(0.05, 0.01).bestIterations(FORK, ITERATION, 50))
                .isEqualTo(5);
    }

    @Test
    void iterationsThatDoNotScatterNeedNoRepetition() {
        assertThat(new VarianceComponents(0, 0.01).bestIterations(FORK, ITERATION, 50))
                .isEqualTo(1);
    }

    @Test
    void thereIsNoScatterOfIterationsToAverageAwayOfForks() {
        var components = new VarianceComponents(0.04, 0.01);
        assertThat(components.ofScore(4)).isCloseTo(0.02, within(1e-12));
        assertThat(components.ofScore(1_000_000)).isCloseTo(0.01, within(1e-6));
    }

    @Test
    void aPilotOfOneForkIsNone() {
        assertThatThrownBy(() -> VarianceComponents.of(List.of(List.of(1.0, 2.0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VarianceComponents.of(List.of(List.of(1.0, 2.0), List.of(1.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Double>> pilot(int forks, int iterations, double betweenForks, double inside) {
        var random = new SplittableRandom(1);
        var pilot = new ArrayList<List<Double>>();
        for (int i = 0; i < forks; i++) {
            var fork = betweenForks * random.nextGaussian();
            pilot.add(random.doubles(iterations)
                    .map(ignored -> 1_000 * Math.exp(fork + inside * random.nextGaussian()))
                    .boxed()
                    .toList());
        }
        return pilot;
    }
}
