package wirebench.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellId;
import wirebench.reports.files.CellMetric;
import wirebench.reports.files.InBlocks;
import wirebench.reports.page.ChartPoints;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;

/// What the report says of calls, waits and saturation.
class SocketCostColumnsTest {
    private static final OptionalDouble TWO = OptionalDouble.of(2);

    @Test
    void callsAndWaitsHaveColumnsWhereACellHasThem() {
        Cell counted = pooling("lifo", Map.of("calls.reads", 1.25, "calls.writes", 1.0, "acquire.p99", 812.34));
        Cell uncounted = pooling("fifo", Map.of());

        Table table = SocketCostColumns.figure("needs", List.of(counted, uncounted))
                .flatMap(Document.Figure::table)
                .orElseThrow();

        assertThat(table.columns())
                .extracting(Table.Column::heading)
                .containsExactly("Cell", "Reads/exchange", "Writes/exchange", "Acquire p99, at worst, µs");
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst()).endsWith("1.25", "1.00", "812.3");
        assertThat(SocketCostColumns.figure("needs", List.of(uncounted))).isEmpty();
    }

    @Test
    void listedCellsShowThemToo() {
        Table table = new CellList(new ChartPoints(List.of()))
                .figure("x", "", List.of(pooling("lifo", Map.of("calls.reads", 1.0)), pooling("fifo", Map.of())))
                .table()
                .orElseThrow();
        assertThat(table.columns()).extracting(Table.Column::heading).contains("Reads/exchange");
        assertThat(table.rows()).extracting(row -> row.contains("1.00")).containsExactly(true, false);
    }

    @Test
    void throughputIsSetAgainstTheLaw() {
        LittlesLaw law = delay("virtual", 9.8, Map.of());
        assertThat(law.law()).isEqualTo(100_000);
        assertThat(law.throughput()).isEqualTo(9_800);
        assertThat(law.ratio()).isCloseTo(0.098, within(1e-9));
        assertThat(delay("virtual", 95, Map.of()).saturated()).isEqualTo("nothing");
    }

    @Test
    void whatSaturatedIsToldAsFarAsTheCountsTell() {
        assertThat(delay("virtual", 50, Map.of("cpu.client", 0.4, "cpu.server", 0.97))
                        .saturated())
                .isEqualTo("server CPU");
        assertThat(delay("virtual", 50, Map.of("cpu.client", 1.85, "cpu.server", 0.1))
                        .saturated())
                .isEqualTo("client CPU");
        assertThat(delay("a-fourth", 50, Map.of("cpu.client", 0.95, "cpu.server", 0.1, "client.loops", 1.0))
                        .saturated())
                .isEqualTo("client CPU");
        assertThat(delay("nio", 50, Map.of("cpu.client", 0.95, "cpu.server", 0.1, "client.loops", 2.0))
                        .saturated())
                .isEqualTo("unknown");
        assertThat(delay("nio", 50, Map.of("cpu.client", 1.85, "cpu.server", 0.1, "client.loops", 4.0))
                        .saturated())
                .as("four loops on two processors")
                .isEqualTo("client CPU");
        assertThat(delay("virtual", 50, Map.of("cpu.client", 1.2, "cpu.server", 0.7))
                        .saturated())
                .isEqualTo("all processors, client and server together");
        assertThat(delay("virtual", 50, Map.of("cpu.client", 0.3, "acquire.p50", 9_000.0))
                        .saturated())
                .isEqualTo("pool");
        assertThat(delay("virtual", 50, Map.of()).saturated()).isEqualTo("unknown");
    }

    @Test
    void aServerThatAnswersAtOnceHasNoLaw() {
        assertThat(LittlesLaw.of(
                        cell("Delay.exchange", Map.of("scenario", "delay-0", "concurrency", "100"), 1, Map.of()), TWO))
                .isEmpty();
    }

    private static LittlesLaw delay(String client, double rounds, Map<String, Double> metrics) {
        var parameters = Map.of("client", client, "scenario", "delay-10", "concurrency", "1000");
        return LittlesLaw.of(cell("Delay.exchange", parameters, rounds, metrics), TWO)
                .orElseThrow();
    }

    private static Cell pooling(String pool, Map<String, Double> metrics) {
        return cell("Pooling.exchange", Map.of("pool", pool), 20_000, metrics);
    }

    private static Cell cell(
            String benchmark, Map<String, String> parameters, double score, Map<String, Double> metrics) {
        var secondary = new TreeMap<String, CellMetric>();
        metrics.forEach((name, value) -> secondary.put(name, new CellMetric("unit", InBlocks.of(value, value, value))));
        return new Cell(
                CellId.of(benchmark, parameters),
                new CellMetric("ops/s", InBlocks.of(score, score, score)),
                secondary,
                Optional.empty());
    }
}
