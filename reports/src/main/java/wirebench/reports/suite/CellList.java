package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import wirebench.reports.files.Cell;
import wirebench.reports.page.Chart;
import wirebench.reports.page.ChartPoints;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;

/// The figure of a benchmark whose cells are simply listed: parser benchmarks, and any that the report does not
/// know.
final class CellList {
    private static final List<Double> PERCENTILES = List.of(50.0, 99.0);

    private final ChartPoints points;

    CellList(ChartPoints points) {
        this.points = points;
    }

    /// Lists cells of one benchmark in one mode and unit.
    Document.Figure figure(String id, String title, List<Cell> cells) {
        var unit = cells.getFirst().score().unit();
        var scale = Scale.of(cells.stream().map(cell -> cell.score().estimate()).toList());
        var drawn = chart(cells, scale, scale.unit(unit));
        var listed = table(cells, scale, scale.unit(unit));
        return new Document.Figure(id, title, drawn, Optional.of(listed), false);
    }

    private Optional<Chart> chart(List<Cell> cells, Scale scale, String unit) {
        var labels = new ArrayList<String>();
        var drawn = new ArrayList<Chart.Point>();
        for (Cell cell : cells) {
            var point = points.of(cell.score().estimate(), scale, cell.id());
            if (point != null) {
                labels.add(label(cell));
                drawn.add(point);
            }
        }
        var better = cells.getFirst().countsOperationsInTime() ? "more is better" : "less is better";
        var summary = "Score in " + unit + ", " + better + ", with an interval and a dot for each fork";
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart.Cells(summary, unit + " (" + better + ")", labels, drawn));
    }

    private static String label(Cell cell) {
        return cell.id().parameters().isEmpty()
                ? cell.id().benchmark()
                : String.join(", ", cell.id().parameters().values());
    }

    private static Table table(List<Cell> cells, Scale scale, String unit) {
        var parameters = new TreeSet<String>();
        cells.forEach(cell -> parameters.addAll(cell.id().parameters().keySet()));
        var columns = new ArrayList<Table.Column>();
        parameters.forEach(name -> columns.add(Table.Column.text(name)));
        columns.add(Table.Column.figure(unit));
        columns.add(Table.Column.figure("95 % interval"));
        columns.add(Table.Column.figure("B/op"));
        var needs = SocketCostColumns.of(cells);
        needs.forEach(need -> columns.add(need.column()));
        var timed = cells.stream().anyMatch(cell -> cell.latency().isPresent());
        if (timed) {
            PERCENTILES.forEach(percentile ->
                    columns.add(Table.Column.figure("Response " + Units.percentile(percentile) + ", µs")));
        }
        columns.add(Table.Column.figure("Forks"));
        var rows = cells.stream()
                .map(cell -> row(cell, parameters, scale, needs, timed))
                .toList();
        return new Table(cells.getFirst().id().benchmark() + ", " + unit, columns, rows);
    }

    private static List<String> row(
            Cell cell, SortedSet<String> parameters, Scale scale, List<SocketCostColumns> needs, boolean timed) {
        var row = new ArrayList<String>();
        parameters.forEach(name -> row.add(cell.id().parameter(name).orElse("")));
        row.add(scale.value(cell.score().estimate()));
        row.add(scale.interval(cell.score().estimate()));
        row.add(cell.allocation()
                .map(metric -> Scale.plain(1).value(metric.estimate()))
                .orElse("not recorded"));
        needs.forEach(need -> row.add(need.in(cell)));
        if (timed) {
            PERCENTILES.forEach(percentile -> row.add(cell.latency()
                    .map(latency -> Scale.plain(1).figure(latency.micros(percentile)))
                    .orElse(Scale.NONE)));
        }
        row.add(Integer.toString(cell.score().forks().size()));
        return row;
    }
}
