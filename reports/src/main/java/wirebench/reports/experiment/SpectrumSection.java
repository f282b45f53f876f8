package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Bundle;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;

/// The latencies of every arm over the percentiles.
record SpectrumSection(Bundle bundle, ArmLatencies latencies) {
    private static final List<Double> NAMED = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

    /// Nothing when no latencies were recorded.
    Optional<Document.Section> section() {
        return latencies.arms().isEmpty()
                ? Optional.empty()
                : Optional.of(new Document.Section(
                        "percentiles",
                        "How long does an exchange take?",
                        List.of(
                                "All forks of an arm together; never an average of percentiles. The curves end, and the table says n/a,"
                                        + " where fewer than ten exchanges were slower. In brackets the 95 % interval that drawing forks"
                                        + " again gives: it is too narrow with few forks, and decides nothing."),
                        List.of(Document.Figure.of("percentiles-figure", chart(), Optional.of(table())))));
    }

    /// One choice for each rate where arms have rates; one for all arms otherwise.
    private Chart chart() {
        var rates = latencies.arms().stream()
                .flatMap(arm -> rate(arm).stream())
                .distinct()
                .sorted()
                .toList();
        var curves = new ArrayList<List<Chart.Curve>>();
        if (rates.size() < 2) {
            curves.add(curves(latencies.arms()));
        } else {
            rates.forEach(rate -> curves.add(curves(latencies.arms().stream()
                    .filter(arm -> rate(arm).equals(Optional.of(rate)))
                    .toList())));
        }
        return new Chart.Percentiles(
                "Latency in µs over the share of exchanges that were faster, a curve for each arm",
                "Arrivals per second",
                rates.size() < 2 ? List.of(0) : rates,
                0,
                curves);
    }

    private Optional<Integer> rate(String arm) {
        return bundle.plan().arms().stream()
                .filter(planned -> planned.name().equals(arm))
                .flatMap(planned -> rate(planned).stream())
                .findFirst();
    }

    static Optional<Integer> rate(Arm arm) {
        return Optional.ofNullable(arm.parameters().get("rate"))
                .filter(rate -> rate.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf);
    }

    private List<Chart.Curve> curves(List<String> arms) {
        return arms.stream()
                .map(arm -> Chart.Curve.of(arm, arm, false, latencies.merged(arm)))
                .toList();
    }

    private Table table() {
        var columns = new ArrayList<Table.Column>();
        columns.add(Table.Column.name("Arm"));
        named().forEach(percentile -> columns.add(Table.Column.figure(Units.percentile(percentile) + ", µs")));
        columns.add(Table.Column.figure("max, µs"));
        columns.add(Table.Column.figure("Exchanges"));
        columns.add(Table.Column.figure("Forks"));
        var rows = latencies.arms().stream().map(this::row).toList();
        return new Table("Latency percentiles over all forks of each arm, µs", columns, rows);
    }

    /// Without those that no arm has samples for.
    private List<Double> named() {
        return NAMED.stream()
                .filter(percentile -> latencies.arms().stream()
                        .anyMatch(arm -> latencies.micros(arm, percentile).isPresent()))
                .toList();
    }

    private List<String> row(String arm) {
        var merged = latencies.merged(arm);
        var row = new ArrayList<String>();
        row.add(arm);
        named().forEach(percentile -> row.add(cell(arm, percentile)));
        row.add(whole(merged.maxMicros()));
        row.add(String.format(Locale.ROOT, "%,d", merged.samples()));
        row.add(Integer.toString(latencies.count(arm)));
        return row;
    }

    private String cell(String arm, double percentile) {
        var micros = latencies.micros(arm, percentile);
        if (micros.isEmpty()) {
            return Scale.NONE;
        }
        var interval = latencies
                .interval(arm, percentile)
                .map(range -> " (" + whole(range.low()) + "–" + whole(range.high()) + ")");
        return whole(micros.getAsDouble()) + interval.orElse("");
    }

    private static String whole(double micros) {
        return String.format(Locale.ROOT, micros < 100 ? "%,.1f" : "%,.0f", micros);
    }
}
