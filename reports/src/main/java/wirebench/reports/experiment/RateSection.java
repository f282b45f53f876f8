package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Question;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// Response times over the rate of arrivals, a line for each client, where arms differ in a parameter `rate`.
record RateSection(Bundle bundle, ArmLatencies latencies) {
    private static final double PERCENTILE = 99;
    private static final String ACHIEVED = "rate.achieved";
    private static final String RATE = "rate";

    /// Nothing when there are no two rates, or no latency at any.
    Optional<Document.Section> section() {
        var lines = lines();
        var rates = lines.values().stream()
                .flatMap(arms -> arms.keySet().stream())
                .distinct()
                .count();
        var measured = lines.values().stream()
                .flatMap(arms -> arms.values().stream())
                .anyMatch(arm -> p99(arm.name()).isPresent());
        return rates < 2 || !measured
                ? Optional.empty()
                : Optional.of(new Document.Section(
                        "rates",
                        "How long does a response take at which rate?",
                        List.of(
                                "Arrivals do not wait for responses (open loop), and a response time begins when its exchange was to"
                                        + " begin. Where the region is hatched, fewer than half of the blocks have a valid fork of some"
                                        + " client: it did not keep up with the rate, and what is drawn there is a selection."),
                        List.of(Document.Figure.of("rates-figure", chart(lines), Optional.of(table(lines))))));
    }

    /// The arms by rate, for each combination of the other parameters in which they differ.
    private Map<String, TreeMap<Integer, Arm>> lines() {
        var rated = bundle.plan().arms().stream()
                .filter(arm -> !arm.name().equals(Question.COPY))
                .filter(arm -> SpectrumSection.rate(arm).isPresent())
                .toList();
        var names = new TreeSet<String>();
        rated.forEach(arm -> names.addAll(arm.parameters().keySet()));
        names.remove(RATE);
        names.removeIf(name -> rated.stream()
                        .map(arm -> arm.parameters().getOrDefault(name, ""))
                        .distinct()
                        .count()
                < 2);
        var lines = new LinkedHashMap<String, TreeMap<Integer, Arm>>();
        for (Arm arm : rated) {
            var values = names.stream()
                    .map(name -> arm.parameters().getOrDefault(name, ""))
                    .toList();
            lines.computeIfAbsent(values.isEmpty() ? "all" : String.join(", ", values), _ -> new TreeMap<>())
                    .put(SpectrumSection.rate(arm).orElseThrow(), arm);
        }
        return lines;
    }

    private Chart chart(Map<String, TreeMap<Integer, Arm>> lines) {
        var drawn = new ArrayList<Chart.RateLine>();
        lines.forEach((name, arms) -> drawn.add(new Chart.RateLine(
                name,
                arms.entrySet().stream()
                        .map(arm -> point(arm.getKey(), arm.getValue().name()))
                        .toList())));
        var invalid = lines.values().stream()
                .flatMap(arms -> arms.entrySet().stream())
                .filter(arm -> isInvalid(arm.getValue().name()))
                .map(arm -> (double) arm.getKey())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        return new Chart.OverRate(
                "The 99th percentile of response time over the rate of arrivals, a line for each client",
                "p99 of response time, µs",
                drawn,
                invalid);
    }

    private Chart.AtRate point(int rate, String arm) {
        var p99 = p99(arm);
        var interval = latencies.interval(arm, PERCENTILE);
        @Nullable Double value = p99.isPresent() ? Chart.rounded(p99.getAsDouble()) : null;
        return new Chart.AtRate(
                rate,
                value,
                interval.map(range -> Chart.rounded(range.low())).orElse(null),
                interval.map(range -> Chart.rounded(range.high())).orElse(null),
                thrownOut(arm));
    }

    /// Of the merged histograms, since percentiles have no mean.
    private OptionalDouble p99(String arm) {
        return latencies.micros(arm, PERCENTILE);
    }

    private int thrownOut(String arm) {
        return (int)
                bundle.invalid().stream().filter(fork -> fork.arm().equals(arm)).count();
    }

    private boolean isInvalid(String arm) {
        var begun = bundle.forks().stream().map(fork -> fork.block()).distinct().count();
        return thrownOut(arm) > 0 && 2L * bundle.forks(arm).size() < begun;
    }

    private Table table(Map<String, TreeMap<Integer, Arm>> lines) {
        var rows = new ArrayList<List<String>>();
        var micros = Scale.plain(0);
        lines.forEach((name, arms) -> arms.forEach((rate, arm) -> rows.add(List.of(
                name,
                micros.figure(rate),
                micros.figure(bundle.mean(arm.name(), ACHIEVED)),
                micros.figure(p99(arm.name())),
                micros.figure(bundle.largest(arm.name(), "service.p99")),
                micros.figure(bundle.largest(arm.name(), "acquire.p99")),
                micros.figure(bundle.largest(arm.name(), "lag.p99")),
                Integer.toString(bundle.forks(arm.name()).size()),
                Integer.toString(thrownOut(arm.name()))))));
        var columns = List.of(
                Table.Column.text("Client"),
                Table.Column.figure("Rate, arrivals/s"),
                Table.Column.figure("Achieved"),
                Table.Column.figure("Response p99, µs"),
                Table.Column.figure("Service p99, µs"),
                Table.Column.figure("Wait for connection p99, µs"),
                Table.Column.figure("Lag p99, µs"),
                Table.Column.figure("Valid forks"),
                Table.Column.figure("Thrown out"));
        return new Table(
                "At each rate; service, wait and lag are those of the iteration in which they were longest",
                columns,
                rows);
    }
}
