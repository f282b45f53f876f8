package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkPercentileTest {
    @ParameterizedTest
    @CsvSource({"50, 20", "90, 100", "99, 1000", "99.9, 10000", "99.99, 100000"})
    void aPercentileNeedsTenSamplesBeyondIt(double percentile, int samples) {
        assertThat(new ForkPercentile(percentile).of(fork(samples, 1))).isPresent();
        assertThat(new ForkPercentile(percentile).of(fork(samples - 1, 1))).isEmpty();
    }

    @Test
    void forksTooShortAloneAreLongEnoughTogether() {
        var p99 = new ForkPercentile(99);
        var forks = List.of(fork(600, 1), fork(600, 2));
        assertThat(p99.of(forks.getFirst())).isEmpty();
        assertThat(p99.ofMerged(forks)).isPresent();
    }

    /// One fork of two is ten times slower: the mean of their p90s would be 550, but a fifth of the slower fork's
    /// samples is what lies beyond the p90 of all.
    @Test
    void percentilesAreMergedAndNotAveraged() {
        var forks = List.of(constant(100, 1_000), constant(1_000, 1_000));
        assertThat(new ForkPercentile(90).ofMerged(forks)).hasValue(1_000);
        assertThat(new ForkPercentile(40).ofMerged(forks)).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 50, 90, 99, 99.9})
    void weighedForksHaveThePercentileOfTheMergedHistogram(double percentile) {
        var forks = Stream.of(1, 2, 3).map(seed -> fork(20_000, seed)).toList();
        var merged = new Histogram(3);
        merged.setAutoResize(true);
        Stream.of(0, 0, 2).map(forks::get).forEach(merged::add);
        assertThat(new MergedForks(forks).percentile(percentile, new int[] {2, 0, 1}))
                .isEqualTo((double) merged.getValueAtPercentile(percentile));
    }

    @Test
    void theIntervalHoldsTheMergedPercentileAndForksThatDifferWidenIt() {
        var p99 = new ForkPercentile(99);
        var alike = Stream.of(1, 2, 3, 4, 5, 6).map(seed -> fork(10_000, seed)).toList();
        var unlike = Stream.of(1, 2, 3, 4, 5, 6).map(seed -> scaled(seed)).toList();
        var narrow = p99.mergedInterval(alike, 0.05, 1_000, 1);
        var wide = p99.mergedInterval(unlike, 0.05, 1_000, 1);
        assertThat(narrow.contains(p99.ofMerged(alike).orElseThrow())).isTrue();
        assertThat(wide.contains(p99.ofMerged(unlike).orElseThrow())).isTrue();
        assertThat(wide.high() / wide.low()).isGreaterThan(1.5 * narrow.high() / narrow.low());
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        var forks = Stream.of(1, 2, 3).map(seed -> scaled(seed)).toList();
        var p90 = new ForkPercentile(90);
        assertThat(p90.mergedInterval(forks, 0.05, 100, 5)).isEqualTo(p90.mergedInterval(forks, 0.05, 100, 5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 100, Double.NaN})
    void theExtremesAreNoPercentiles(double percentile) {
        assertThatThrownBy(() -> new ForkPercentile(percentile)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Histogram fork(int samples, long seed) {
        return fork(samples, 20_000, seed);
    }

    private static Histogram scaled(int seed) {
        return fork(10_000, 20_000 * seed, seed);
    }

    private static Histogram fork(int samples, double scale, long seed) {
        var random = new SplittableRandom(seed);
        var histogram = new Histogram(3);
        for (int i = 0; i < samples; i++) {
            histogram.recordValue((long) (scale * random.nextExponential()));
        }
        return histogram;
    }

    private static Histogram constant(long value, long samples) {
        var histogram = new Histogram(3);
        histogram.recordValueWithCount(value, samples);
        return histogram;
    }
}
