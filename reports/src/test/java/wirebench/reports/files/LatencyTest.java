package wirebench.reports.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {
    @ParameterizedTest
    @CsvSource({"50, 20", "90, 100", "99, 1000", "99.9, 10000", "99.99, 100000"})
    void percentileNeedsTenSamplesBeyondIt(double percentile, int samples) {
        assertThat(latency(samples - 1).micros(percentile)).isEmpty();
        assertThat(latency(samples).micros(percentile)).isPresent();
    }

    @Test
    void maximumIsToldOfAnyNumberOfSamples() {
        assertThat(latency(3).maxMicros()).isCloseTo(3, within(0.01));
    }

    /// The average of the two medians would be 500.
    @Test
    void percentilesComeFromTheSumOfTheHistograms() {
        var latency = new Latency();
        latency.add(same(900, 1_000));
        latency.add(same(100, 999_000));
        assertThat(latency.samples()).isEqualTo(1_000);
        assertThat(latency.micros(50).orElseThrow()).isCloseTo(1, within(0.01));
        assertThat(latency.micros(99).orElseThrow()).isCloseTo(999, within(1.0));
    }

    @Test
    void curveRisesAndEndsWhereTenSamplesAreLeft() {
        var curve = latency(10_000).curve();
        assertThat(curve.getFirst().oneIn()).isEqualTo(1);
        assertThat(curve.getLast().oneIn()).isCloseTo(1_000, within(1e-6));
        assertThat(curve).extracting(Latency.Point::micros).isSorted();
    }

    @Test
    void fewerThanTenSamplesGiveNoCurve() {
        assertThat(latency(9).curve()).isEmpty();
    }

    /// One sample of each whole number of microseconds from 1 on.
    private static Latency latency(int samples) {
        var histogram = new Histogram(3);
        for (int micros = 1; micros <= samples; micros++) {
            histogram.recordValue(micros * 1_000L);
        }
        var latency = new Latency();
        latency.add(histogram);
        return latency;
    }

    private static Histogram same(int samples, long nanos) {
        var histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, samples);
        return histogram;
    }
}
