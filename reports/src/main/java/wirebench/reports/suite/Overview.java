package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import wirebench.reports.files.Cell;
import wirebench.reports.files.Latency;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// The table that has everything about a client in one row.
final class Overview {
    private static final Scale RATIO = Scale.plain(2);
    private static final Scale ONE_DECIMAL = Scale.plain(1);

    private Overview() {}

    /// Lists the clients at the concurrencies that are to be shown.
    static Table table(Sweep sweep, IntPredicate shown) {
        var concurrencies = sweep.concurrencies().stream().filter(shown::test).toList();
        var scale = Scale.of(concurrencies.stream()
                .flatMap(concurrency -> sweep.ranking(concurrency).stream())
                .map(cell -> cell.score().estimate())
                .toList());
        var rows = new ArrayList<List<String>>();
        for (int concurrency : concurrencies) {
            for (Sweep.Arm arm : sweep.arms()) {
                arm.at(concurrency).ifPresent(cell -> rows.add(row(sweep, concurrency, cell, scale)));
            }
        }
        return new Table(sweep.label(), columns(scale.unit("exchanges/s")), rows);
    }

    private static List<Table.Column> columns(String unit) {
        return List.of(
                Table.Column.figure("Concurrency"),
                Table.Column.text("Client"),
                Table.Column.figure(unit),
                Table.Column.figure("95 % interval"),
                Table.Column.figure("Of floor"),
                Table.Column.figure("95 % interval"),
                Table.Column.figure("B/exchange"),
                Table.Column.figure("p50 µs"),
                Table.Column.figure("p99 µs"));
    }

    private static List<String> row(Sweep sweep, int concurrency, Cell cell, Scale scale) {
        var client = Sweep.client(cell);
        var ratio = sweep.ratioToFloor(client, concurrency);
        return List.of(
                Integer.toString(concurrency),
                client,
                scale.value(cell.score().estimate()),
                scale.interval(cell.score().estimate()),
                ratio.map(RATIO::value).orElse("-"),
                ratio.map(RATIO::interval).orElse("-"),
                cell.allocation()
                        .map(metric -> ONE_DECIMAL.value(metric.estimate()))
                        .orElse("-"),
                percentile(cell.latency(), 50),
                percentile(cell.latency(), 99));
    }

    private static String percentile(Optional<Latency> latency, double percentile) {
        return latency.map(l -> ONE_DECIMAL.figure(l.micros(percentile))).orElse("-");
    }
}
