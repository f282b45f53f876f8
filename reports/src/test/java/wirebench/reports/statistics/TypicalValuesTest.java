package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypicalValuesTest {
    private static final double LEVEL = 0.05;

    /// 1 of the 64 ways to choose signs gives a sum as large, and 1 one as small.
    @Test
    void sixValuesOnOneSideHaveTheSmallestPOfTwoIn64() {
        assertThat(of(1, 2, 3, 4, 5, 6).p(0)).isEqualTo(2.0 / 64);
    }

    @Test
    void theIntervalOfSixValuesReachesFromTheLeastToTheGreatest() {
        assertThat(of(5, 1, 9, 3, 7, 2).interval(LEVEL)).contains(new Interval(1, 9));
    }

    @Test
    void fiveValuesHaveNoIntervalHoweverFarFromZeroTheyAre() {
        assertThat(of(100, 101, 102, 103, 104).interval(LEVEL)).isEmpty();
        assertThat(of(100, 101, 102, 103, 104).p(0)).isGreaterThan(LEVEL);
    }

    /// Counted by hand: the sums of ±1 ±2 ±3 ±4 ±5 ±6 that are at least 19 are 21 and 19.
    @Test
    void thePIsTheShareOfSignsWithASumAsLarge() {
        assertThat(of(-1, 2, 3, 4, 5, 6).pAbove(0)).isEqualTo(2.0 / 64);
        assertThat(of(-1, 2, 3, 4, 5, 6).p(0)).isEqualTo(4.0 / 64);
    }

    @Test
    void valuesAllAtTheCentreSayNothing() {
        assertThat(of(0, 0, 0, 0, 0, 0, 0).p(0)).isEqualTo(1);
    }

    @Test
    void theIntervalHoldsExactlyTheCentresThatTheTestDoesNotReject() {
        var typical = TypicalValues.of(gaussians(9, 3), 1);
        var interval = typical.interval(LEVEL).orElseThrow();
        for (double centre = -2; centre < 2; centre += 0.001) {
            assertThat(typical.p(centre) > LEVEL).isEqualTo(interval.contains(centre));
        }
    }

    @Test
    void bothSidesAreTreatedAlike() {
        var values = gaussians(10, 4);
        var mirrored = Arrays.stream(values).map(value -> -value).toArray();
        assertThat(of(mirrored).pAbove(0.1)).isEqualTo(of(values).pBelow(-0.1));
    }

    /// 13 values have all their subsets counted, so their p is the definition computed again; 14 are sampled, and come
    /// close to it.
    @ParameterizedTest
    @ValueSource(ints = {6, 9, 13, 14, 16})
    void itIsTheTestByItsDefinition(int n) {
        var values = gaussians(n, n);
        var sampling = n > 13 ? 0.02 : 1e-12;
        assertThat(of(values).pAbove(0)).isCloseTo(shareOfSignsWithASumAsLarge(values), within(sampling));
    }

    @Test
    void theSameSeedChoosesTheSameSubsetsAndAnotherSeedOthers() {
        var values = gaussians(20, 5);
        assertThat(TypicalValues.of(values, 7).interval(LEVEL))
                .isEqualTo(TypicalValues.of(values, 7).interval(LEVEL))
                .isNotEqualTo(TypicalValues.of(values, 8).interval(LEVEL));
    }

    /// Beyond 64 values one random number does not have bits enough.
    @Test
    void aHundredValuesHaveNearlyStudentsInterval() {
        var values = gaussians(100, 6);
        var student = StudentT.interval(values, LEVEL);
        var interval = TypicalValues.of(values, 1).interval(LEVEL).orElseThrow();
        assertThat(interval.low()).isCloseTo(student.low(), within(0.03));
        assertThat(interval.high()).isCloseTo(student.high(), within(0.03));
    }

    @Test
    void theLevelIsReachedFromSixValuesOn() {
        assertThat(TypicalValues.attainableLevel(5, LEVEL)).isZero();
        assertThat(TypicalValues.attainableLevel(6, LEVEL)).isEqualTo(2.0 / 64);
        assertThat(TypicalValues.attainableLevel(8, LEVEL)).isEqualTo(12.0 / 256);
        assertThat(TypicalValues.attainableLevel(40, LEVEL)).isEqualTo(0.05);
    }

    @Test
    void nothingCannotBeTested() {
        assertThatThrownBy(() -> of()).isInstanceOf(IllegalArgumentException.class);
    }

    private static double shareOfSignsWithASumAsLarge(double[] values) {
        var observed = Arrays.stream(values).sum();
        var asLarge = 0;
        for (int signs = 0; signs < 1 << values.length; signs++) {
            var sum = 0.0;
            for (int i = 0; i < values.length; i++) {
                sum += (signs >> i & 1) == 0 ? values[i] : -values[i];
            }
            asLarge += sum >= observed - 1e-9 ? 1 : 0;
        }
        return (double) asLarge / (1 << values.length);
    }

    private static TypicalValues of(double... values) {
        return TypicalValues.of(values, 1);
    }

    private static double[] gaussians(int n, long seed) {
        var random = new SplittableRandom(seed);
        return random.doubles(n).map(ignored -> random.nextGaussian()).toArray();
    }
}
