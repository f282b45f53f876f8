package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellMetric;
import wirebench.reports.page.Chart;
import wirebench.reports.page.ChartPoints;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.statistics.Estimate;

/// The figures on throughput: how much each client completes, and how near that is to the floor of its model.
final class Throughput {
    private final ChartPoints points;

    Throughput(ChartPoints points) {
        this.points = points;
    }

    Optional<Document.Figure> byConcurrency(String id, Sweep sweep) {
        var scale = Scale.of(estimates(sweep));
        var unit = scale.unit("exchanges/s");
        var lines = new ArrayList<Chart.Line>();
        sweep.arms().forEach(arm -> lines.add(line(arm, false, sweep, scale)));
        sweep.floors().forEach(arm -> lines.add(line(arm, true, sweep, scale)));
        var chart = new Chart.OverConcurrency(
                "Throughput in " + unit + " by concurrency, with an interval and a dot for each fork",
                unit,
                List.copyOf(sweep.concurrencies()),
                lines,
                null,
                true);
        var table = table(sweep, scale, unit);
        return Optional.of(Document.Figure.of(id, chart, Optional.of(table)));
    }

    private static List<Estimate> estimates(Sweep sweep) {
        return Stream.concat(sweep.arms().stream(), sweep.floors().stream())
                .flatMap(arm -> arm.cells().values().stream())
                .map(cell -> cell.score().estimate())
                .toList();
    }

    private Chart.Line line(Sweep.Arm arm, boolean isFloor, Sweep sweep, Scale scale) {
        var line = new ArrayList<Chart.@Nullable Point>();
        for (int concurrency : sweep.concurrencies()) {
            line.add(arm.at(concurrency)
                    .map(cell -> points.of(cell.score().estimate(), scale, cell.id()))
                    .orElse(null));
        }
        return new Chart.Line(isFloor ? arm.client() + " floor" : arm.client(), arm.client(), isFloor, line);
    }

    private static Table table(Sweep sweep, Scale scale, String unit) {
        var columns = new ArrayList<>(List.of(
                Table.Column.figure("Concurrency"),
                Table.Column.text("Client"),
                Table.Column.figure(unit),
                Table.Column.figure("95 % interval")));
        if (!sweep.floors().isEmpty()) {
            columns.add(Table.Column.figure("Floor, " + unit));
            columns.add(Table.Column.figure("95 % interval"));
        }
        columns.add(Table.Column.figure("Forks"));
        return new Table("Throughput by concurrency, " + unit, columns, rows(sweep, scale));
    }

    private static List<List<String>> rows(Sweep sweep, Scale scale) {
        var rows = new ArrayList<List<String>>();
        for (int concurrency : sweep.concurrencies()) {
            for (String client : sweep.clients()) {
                var cell = sweep.cell(client, concurrency).map(Cell::score);
                var floor = sweep.floor(client, concurrency).map(Cell::score);
                if (cell.isPresent() || floor.isPresent()) {
                    var row = new ArrayList<>(List.of(Integer.toString(concurrency), client));
                    row.add(text(cell, scale::value));
                    row.add(text(cell, scale::interval));
                    if (!sweep.floors().isEmpty()) {
                        row.add(text(floor, scale::value));
                        row.add(text(floor, scale::interval));
                    }
                    row.add(cell.or(() -> floor).map(Throughput::forks).orElseThrow());
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static String text(Optional<CellMetric> metric, Function<Estimate, String> format) {
        return metric.map(CellMetric::estimate).map(format).orElse("not measured");
    }

    private static String forks(CellMetric metric) {
        return Integer.toString(metric.forks().size());
    }

    /// Nothing when no client has a floor to stand on.
    Optional<Document.Figure> nextToFloor(String id, Sweep sweep) {
        var scale = Scale.plain(2);
        var rows = new ArrayList<List<String>>();
        for (int concurrency : sweep.concurrencies()) {
            for (Sweep.Arm arm : sweep.arms()) {
                sweep.ratioToFloor(arm.client(), concurrency)
                        .ifPresent(ratio -> rows.add(List.of(
                                Integer.toString(concurrency),
                                arm.client(),
                                scale.value(ratio),
                                scale.interval(ratio),
                                Integer.toString(ratio.forks().size()))));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var chart = new Chart.OverConcurrency(
                "Throughput of each client divided by that of its floor, by concurrency",
                "of the floor's throughput",
                List.copyOf(sweep.concurrencies()),
                sweep.arms().stream().map(arm -> ratios(arm, sweep, scale)).toList(),
                1.0,
                false);
        var table = new Table(
                "Throughput of a client divided by that of its floor; 1.00 is the floor itself",
                List.of(
                        Table.Column.figure("Concurrency"),
                        Table.Column.text("Client"),
                        Table.Column.figure("Of the floor"),
                        Table.Column.figure("95 % interval"),
                        Table.Column.figure("Blocks")),
                rows);
        return Optional.of(Document.Figure.of(id, chart, Optional.of(table)));
    }

    private Chart.Line ratios(Sweep.Arm arm, Sweep sweep, Scale scale) {
        var line = new ArrayList<Chart.@Nullable Point>();
        for (int concurrency : sweep.concurrencies()) {
            line.add(sweep.ratioToFloor(arm.client(), concurrency)
                    .map(ratio -> points.of(
                            ratio,
                            scale,
                            sweep.cell(arm.client(), concurrency).orElseThrow().id(),
                            sweep.floor(arm.client(), concurrency).orElseThrow().id()))
                    .orElse(null));
        }
        return new Chart.Line(arm.client(), arm.client(), false, line);
    }
}
