package wirebench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.client.SocketCalls;
import wirebench.load.closed.ClosedLoop;

class LoadResultTest {
    @ParameterizedTest
    @CsvSource({"50,20", "90,100", "99,1000", "99.9,10000", "99.99,100000"})
    void percentileNeedsTenSamplesBeyond(double percentile, long samples) {
        assertThat(result(samples).percentileNanos(percentile)).isPresent();
        assertThat(result(samples - 1).percentileNanos(percentile)).isEmpty();
    }

    @Test
    void throughputIsExchangesOverTime() {
        assertThat(result(500).throughput()).isEqualTo(250);
        assertThat(result(0).throughput()).isZero();
    }

    @Test
    void reconciliationNamesAllFourCountsWhenTheyDiffer() {
        assertThatCode(() -> new Reconciliation(5, 5, OptionalLong.of(2), 2).requireAgreement())
                .doesNotThrowAnyException();
        assertThat(new Reconciliation(5, 5, OptionalLong.of(2), 3).agrees()).isFalse();
        assertThatThrownBy(() -> new Reconciliation(5, 6, OptionalLong.of(2), 3).requireAgreement())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("5 exchanges on 2 connections")
                .hasMessageContaining("6 on 3");
    }

    @Test
    void callsArePerExchangeThatEndedWell() {
        assertThat(result(10).readsPerExchange()).hasValue(2);
        assertThat(result(10).writesPerExchange()).hasValue(1);
        assertThat(result(0).readsPerExchange()).isEmpty();
    }

    @Test
    void workIsWhatWasDoneSinceAnEarlierMoment() {
        ClientWork since = work(50, 30, 1500).since(work(20, 10, 500));
        assertThat(since.calls()).isEqualTo(new SocketCalls(30, 20));
        assertThat(since.waits()).isEqualTo(1000);
        assertThat(since.acquirePercentileNanos(99)).isPresent();
        assertThat(since.acquirePercentileNanos(99.9)).isEmpty();
    }

    @Test
    void whatHasNoAnswerCountsAsWhatItHasWaited() {
        LoadResult whole = result(980);
        assertThat(whole.incompleteBecause()).isEmpty();
        assertThat(whole.latenciesAtLeast()).isSameAs(whole.latencies());

        Histogram waits = ClosedLoop.histogram();
        waits.recordValueWithCount(8_000_000_000L, 20);
        LoadResult cut = result(980, new Unanswered(waits, 5), Optional.of("interrupted"));
        assertThat(cut.begun()).isEqualTo(1000);
        assertThat(cut.incompleteBecause())
                .containsExactly("the load ended early: interrupted", "20 of 1000 exchanges have no answer");
        assertThat(cut.latencies().getTotalCount()).isEqualTo(980);
        assertThat(cut.latenciesAtLeast().getTotalCount()).isEqualTo(1000);
        assertThat(cut.percentileNanos(90)).hasValue(100);
        assertThat(cut.percentileNanos(99).orElseThrow()).isBetween(7.9e9, 8.1e9);
    }

    private static ClientWork work(long reads, long writes, long waits) {
        Histogram acquired = new Histogram(2);
        acquired.recordValueWithCount(0, 100);
        acquired.recordValueWithCount(700, waits);
        return new ClientWork(new SocketCalls(reads, writes), 4, acquired, List.of());
    }

    private static LoadResult result(long exchanges) {
        return result(exchanges, Unanswered.NONE, Optional.empty());
    }

    private static LoadResult result(long exchanges, Unanswered unanswered, Optional<String> gaveUp) {
        Histogram latencies = ClosedLoop.histogram();
        latencies.recordValueWithCount(100, exchanges);
        return new LoadResult(
                exchanges,
                new TreeMap<>(),
                new TreeMap<>(),
                2_000_000_000L,
                0,
                latencies,
                unanswered,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(work(2 * exchanges, exchanges, 0)),
                gaveUp,
                ProcessWork.NONE);
    }
}
