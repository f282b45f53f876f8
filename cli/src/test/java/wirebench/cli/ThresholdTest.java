package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import wirebench.load.LoadResult;
import wirebench.load.ProcessWork;
import wirebench.load.Unanswered;
import wirebench.load.closed.ClosedLoop;

/// What `--fail-if` and `--slo` may be about, on a load of which the figures are known.
class ThresholdTest {
    /// 980 answers after 1 to 980 ms, of which one in ten is a 503 and two are a 404; 15 errors, and 5 exchanges that
    /// have waited for 8 s without an answer.
    private static LoadResult result() {
        Histogram latencies = ClosedLoop.histogram();
        for (long millis = 1; millis <= 980; millis++) {
            latencies.recordValue(millis * 1_000_000);
        }
        Histogram waits = ClosedLoop.histogram();
        waits.recordValueWithCount(8_000_000_000L, 5);
        OptionalDouble none = OptionalDouble.empty();
        return new LoadResult(
                980,
                new TreeMap<>(Map.of("timeout", 15L)),
                new TreeMap<>(Map.of(200, 880L, 404, 2L, 503, 98L)),
                1_000_000_000L,
                0,
                latencies,
                new Unanswered(waits, 0),
                none,
                none,
                none,
                Optional.empty(),
                Optional.empty(),
                ProcessWork.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "p75>700ms,true",
        "p75>800ms,false",
        "p95>900ms,true",
        "p95>970ms,false",
        "p90>900ms,false",
        "p98.5>900ms,true",
        "p985>1s,false",
        "max>7s,true",
        "max>9s,false",
        "errors>14,true",
        "errors>15,false",
        "errors>1%,true",
        "errors>1.5%,false",
        "errors > 1.4 %,true",
        "unanswered>4,true",
        "unanswered>0.6%,false",
        "status5xx>97,true",
        "status5xx>98,false",
        "status5xx>9%,true",
        "status5xx>10%,false",
        "status503>97,true",
        "status502>0,false",
        "status404>1,true",
        "status2xx<881,true",
        "status2xx<80%,false",
        "throughput<981,true"
    })
    void figuresAreComparedAsTheyAreWritten(String text, boolean crossed) {
        assertThat(Threshold.parse(text).crossedBy(result())).isEqualTo(crossed);
    }

    @Test
    void whatWasMeasuredIsToldInTheSameUnit() {
        assertThat(Threshold.parse("errors>1%").explain(result())).isEqualTo("errors>1% (measured 1.50 %)");
        assertThat(Threshold.parse("status503>5").explain(result())).isEqualTo("status503>5 (measured 98)");
        assertThat(Threshold.parse("p95>1ms").explain(result()))
                .startsWith("p95>1ms (measured 9")
                .endsWith(" ms)");
        assertThat(Threshold.parse("p999>1ms").explain(result())).isEqualTo("p999>1ms (too few samples to tell)");
    }

    @Test
    void percentilesHaveTheirPointBehindTheSecondDigit() {
        assertThat(title("p95")).isEqualTo("p95");
        assertThat(title("p999")).isEqualTo("p99.9");
        assertThat(title("p99.95")).isEqualTo("p99.95");
        assertThat(title("max")).isEqualTo("max");
    }

    private static String title(String word) {
        return ((Figure.Latency) Figure.named(word)).title();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p100>1ms", "p00>1ms", "p5>1ms", "q95>1ms", "status6>0", "status5x>0", "statusxxx>0"})
    void whatIsNoFigureIsRefused(String text) {
        assertThatThrownBy(() -> Threshold.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("there is no figure")
                .hasMessageContaining("status5xx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p95>5%", "throughput<5%", "errors>5 %%", "errors>%"})
    void onlyCountsHaveAPercentage(String text) {
        assertThatThrownBy(() -> Threshold.parse(text)).isInstanceOf(TypeConversionException.class);
    }
}
