package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import wirebench.reports.files.Cell;
import wirebench.reports.files.Latency;
import wirebench.reports.files.Results;
import wirebench.reports.page.Csv;
import wirebench.reports.statistics.Estimate;

/// Every figure of every cell, one in each row, unrounded: for spreadsheets and scripts.
///
/// RFC 4180 with a heading; an empty field means that there is none. The columns are `cell`, `benchmark`, the
/// name of each parameter, `metric`, `unit`, `forks`, `value`, `low95`, `high95`, and `per_fork` (separated
/// by spaces).
final class SuiteCsv {
    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

    private static final List<String> NEEDS = List.of("calls.", "connections.", "acquire.", "cpu.");

    private final Results results;
    private final TreeSet<String> parameters = new TreeSet<>();
    private final StringBuilder csv = new StringBuilder();

    private SuiteCsv(Results results) {
        this.results = results;
        results.cells().forEach(cell -> parameters.addAll(cell.id().parameters().keySet()));
    }

    static String of(Results results) {
        return new SuiteCsv(results).write();
    }

    private String write() {
        var heading = new ArrayList<>(List.of("cell", "benchmark"));
        heading.addAll(parameters);
        heading.addAll(List.of("metric", "unit", "forks", "value", "low95", "high95", "per_fork"));
        line(heading);
        results.cells().forEach(this::cell);
        var floors = results.cells().stream().filter(Benchmark.FLOOR::isOf).toList();
        var clients =
                results.cells().stream().filter(Benchmark.KEEP_ALIVE::isOf).toList();
        Sweep.of(clients, floors).forEach(this::ratios);
        return csv.toString();
    }

    private void cell(Cell cell) {
        estimate(cell, "score", cell.score().unit(), cell.score().estimate());
        cell.allocation().ifPresent(metric -> estimate(cell, "allocation", metric.unit(), metric.estimate()));
        cell.latency().ifPresent(latency -> latency(cell, latency));
        new TreeMap<>(cell.secondary()).forEach((name, metric) -> {
            if (NEEDS.stream().anyMatch(name::startsWith)) {
                estimate(cell, name, metric.unit(), metric.estimate());
            }
        });
    }

    private void latency(Cell cell, Latency latency) {
        figure(cell, "latency samples", "", OptionalDouble.of((double) latency.samples()));
        PERCENTILES.forEach(p -> figure(cell, "latency p" + p, "us", latency.micros(p)));
        figure(cell, "latency max", "us", OptionalDouble.of(latency.maxMicros()));
    }

    private void ratios(Sweep sweep) {
        for (Sweep.Arm arm : sweep.arms()) {
            arm.cells()
                    .forEach((concurrency, cell) -> sweep.ratioToFloor(arm.client(), concurrency)
                            .ifPresent(ratio -> estimate(cell, "ratio to floor", "", ratio)));
        }
    }

    private void estimate(Cell cell, String metric, String unit, Estimate estimate) {
        var hasInterval = estimate.spread() instanceof Estimate.Spread.Interval;
        row(
                cell,
                metric,
                unit,
                Csv.number(estimate.value()),
                hasInterval ? Csv.number(estimate.low()) : "",
                hasInterval ? Csv.number(estimate.high()) : "",
                estimate.forks().values().stream().map(Csv::number).collect(Collectors.joining(" ")));
    }

    private void figure(Cell cell, String metric, String unit, OptionalDouble figure) {
        row(cell, metric, unit, figure.isPresent() ? Csv.number(figure.getAsDouble()) : "", "", "", "");
    }

    private void row(Cell cell, String metric, String unit, String value, String low, String high, String perFork) {
        var fields = new ArrayList<>(List.of(cell.id().toString(), cell.id().benchmark()));
        parameters.forEach(name -> fields.add(cell.id().parameter(name).orElse("")));
        fields.addAll(
                List.of(metric, unit, Integer.toString(cell.score().forks().size()), value, low, high, perFork));
        line(fields);
    }

    private void line(List<String> fields) {
        csv.append(Csv.row(fields));
    }
}
