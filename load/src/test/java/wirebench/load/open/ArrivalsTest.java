package wirebench.load.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.load.open.Arrivals.Spacing;

class ArrivalsTest {
    private static long[] first(int count, Arrivals arrivals) {
        ArrivalTimes times = arrivals.times();
        return LongStream.generate(times::nextNanos).limit(count).toArray();
    }

    private static long[] gaps(long[] times) {
        long[] gaps = new long[times.length - 1];
        Arrays.setAll(gaps, i -> times[i + 1] - times[i]);
        return gaps;
    }

    @Test
    void uniformArrivalsAreEvenAndTheFirstIsAtOnce() {
        assertThat(first(4, Arrivals.uniform(1000))).containsExactly(0, 1_000_000, 2_000_000, 3_000_000);
    }

    @Test
    void noErrorAddsUpInUniformArrivals() {
        assertThat(first(3_000_001, Arrivals.uniform(3))[3_000_000]).isEqualTo(1_000_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void poissonArrivalsHaveTheRateAskedFor(int burst) {
        int count = 700_000;
        long[] times = first(count, new Arrivals(Spacing.POISSON, 5000, 42, burst));
        // The mean of n exponential gaps has a standard error of 1/sqrt(n): these are more than three of them.
        assertThat(count * 1e9 / times[count - 1])
                .isCloseTo(5000, within(5000 * 3.5 / Math.sqrt((double) count / burst)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
    void poissonGapsAreExponential(double share) {
        long[] gaps = gaps(first(400_001, new Arrivals(Spacing.POISSON, 1000, 7, 1)));
        Arrays.sort(gaps);
        double expected = -Math.log1p(-share) * 1e6;
        assertThat((double) gaps[(int) (share * gaps.length)]).isCloseTo(expected, within(expected * 0.03));
    }

    @Test
    void theSameSeedIsTheSameSchedule() {
        Arrivals arrivals = new Arrivals(Spacing.POISSON, 1000, 7, 1);
        assertThat(first(1000, arrivals)).isEqualTo(first(1000, arrivals));
        assertThat(first(1000, arrivals)).isNotEqualTo(first(1000, arrivals.withSeed(8)));
    }

    @Test
    void burstsArriveAtOnceAtTheSameMeanRate() {
        assertThat(first(7, new Arrivals(Spacing.UNIFORM, 1000, 0, 3)))
                .containsExactly(0, 0, 0, 3_000_000, 3_000_000, 3_000_000, 6_000_000);
    }

    @Test
    void valuesAreChecked() {
        for (double rate : new double[] {0, -1, Double.NaN, 1e8}) {
            assertThatThrownBy(() -> Arrivals.uniform(rate)).hasMessageContaining("rate must be");
        }
        assertThatThrownBy(() -> new Arrivals(Spacing.UNIFORM, 1, 0, 0)).hasMessageContaining("burst must be");
    }
}
