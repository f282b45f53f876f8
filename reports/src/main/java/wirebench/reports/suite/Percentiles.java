package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wirebench.reports.files.Cell;
import wirebench.reports.files.Latency;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;

/// The figures on latency: curves over the percentiles, and the percentiles that people name.
final class Percentiles {
    private static final List<Double> NAMED = List.of(50.0, 90.0, 99.0, 99.9, 99.99);
    private static final Scale MICROS = Scale.plain(1);

    private Percentiles() {}

    /// Nothing when no histograms were written.
    static Optional<Document.Figure> figure(String id, Sweep sweep) {
        var curves = new ArrayList<List<Chart.Curve>>();
        var concurrencies = new ArrayList<Integer>();
        var rows = new ArrayList<List<String>>();
        for (int concurrency : sweep.concurrencies()) {
            var here = curves(sweep, concurrency, rows);
            if (!here.isEmpty()) {
                concurrencies.add(concurrency);
                curves.add(here);
            }
        }
        if (concurrencies.isEmpty()) {
            return Optional.empty();
        }
        var first = Math.max(0, concurrencies.indexOf(sweep.mainConcurrency()));
        var chart = new Chart.Percentiles(
                "Latency in µs over the share of exchanges that were faster",
                "Exchanges in flight",
                concurrencies,
                first,
                curves);
        return Optional.of(Document.Figure.of(id, chart, Optional.of(table(rows))));
    }

    private static List<Chart.Curve> curves(Sweep sweep, int concurrency, List<List<String>> rows) {
        var curves = new ArrayList<Chart.Curve>();
        for (Sweep.Arm arm : sweep.arms()) {
            arm.at(concurrency).flatMap(Cell::latency).ifPresent(latency -> {
                curves.add(Chart.Curve.of(arm.client(), arm.client(), false, latency));
                rows.add(row(concurrency, arm.client(), latency));
            });
        }
        for (Sweep.Arm arm : sweep.floors()) {
            arm.at(concurrency).flatMap(Cell::latency).ifPresent(latency -> {
                curves.add(Chart.Curve.of(arm.client() + " floor", arm.client(), true, latency));
                rows.add(row(concurrency, arm.client() + " floor", latency));
            });
        }
        return curves;
    }

    private static List<String> row(int concurrency, String name, Latency latency) {
        var row = new ArrayList<String>();
        row.add(Integer.toString(concurrency));
        row.add(name);
        NAMED.forEach(percentile -> row.add(MICROS.figure(latency.micros(percentile))));
        row.add(MICROS.figure(latency.maxMicros()));
        row.add(String.format(Locale.ROOT, "%,d", latency.samples()));
        return row;
    }

    private static Table table(List<List<String>> rows) {
        var columns = new ArrayList<Table.Column>();
        columns.add(Table.Column.figure("Concurrency"));
        columns.add(Table.Column.text("Client"));
        NAMED.forEach(percentile -> columns.add(Table.Column.figure(Units.percentile(percentile) + " µs")));
        columns.add(Table.Column.figure("max µs"));
        columns.add(Table.Column.figure("Exchanges"));
        return new Table("Latency percentiles over all forks together, µs", columns, rows);
    }
}
