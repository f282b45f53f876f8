package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Bundle;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;

/// The cost of an exchange to the client's process in each arm: processor time by who spent it, octets, calls,
/// switches.
record CostSection(Bundle bundle) {
    private static final String USER = "cost.user";
    private static final String SYSTEM = "cost.system";
    private static final String GC = "cost.gc";
    private static final String JIT = "cost.jit";
    private static final String OCTETS = "gc.alloc.rate.norm";

    /// A metric and what it is called in the heading of its column.
    private record Named(String metric, String heading) {}

    private static final List<Named> COLUMNS = List.of(
            new Named(USER, "User"),
            new Named(GC, "of it GC"),
            new Named(JIT, "of it JIT"),
            new Named(SYSTEM, "System"),
            new Named(OCTETS, "Allocated"),
            new Named("calls.reads", "Reads"),
            new Named("calls.writes", "Writes"),
            new Named("cost.switches.voluntary", "Waits"),
            new Named("cost.switches.involuntary", "Preemptions"),
            new Named("memory.resident", "Resident"),
            new Named("memory.direct", "Direct"),
            new Named("jit.time", "JIT in all"),
            new Named("hiccup.max", "Longest hiccup"));

    /// Nothing when none of it was recorded.
    Optional<Document.Section> section() {
        var recorded = COLUMNS.stream()
                .filter(column -> bundle.unit(column.metric()).isPresent())
                .toList();
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        var figures = new ArrayList<Document.Figure>();
        time().ifPresent(chart -> figures.add(Document.Figure.of("cost-time", chart, Optional.empty())
                .withTitle("Processor time of the client for each exchange")));
        octets().ifPresent(chart -> figures.add(Document.Figure.of("cost-octets", chart, Optional.empty())
                .withTitle("Octets allocated for each exchange")));
        figures.add(Document.Figure.of("cost-table", table(recorded)));
        return Optional.of(new Document.Section(
                "costs",
                "What does an exchange cost?",
                List.of(
                        "Means over the forks of the client's process alone; the server has a process of its own unless the arm says"
                                + " otherwise. Garbage collection and compilation are part of user time."),
                figures));
    }

    private Optional<Chart> time() {
        if (bundle.unit(USER).isEmpty()) {
            return Optional.empty();
        }
        var parts = List.of(
                part("application, user", this::application),
                part("GC", arm -> mean(arm, GC)),
                part("JIT", arm -> mean(arm, JIT)),
                part("system", arm -> mean(arm, SYSTEM)));
        return Optional.of(new Chart.Stacked(
                "Processor time for each exchange by arm, split into application, GC, JIT and system",
                "µs / exchange",
                arms(),
                parts.stream()
                        .filter(part -> part.values().stream().anyMatch(value -> value != null))
                        .toList()));
    }

    /// User time less what GC and JIT had of it, where that was recorded.
    private double application(String arm) {
        var rest = mean(arm, USER);
        for (String part : List.of(GC, JIT)) {
            var share = bundle.mean(arm, part);
            rest -= share.orElse(0);
        }
        return Math.max(rest, 0);
    }

    private Optional<Chart> octets() {
        return bundle.unit(OCTETS)
                .map(_ -> new Chart.Stacked(
                        "Octets allocated for each exchange by arm",
                        "B / exchange",
                        arms(),
                        List.of(part("allocated", arm -> mean(arm, OCTETS)))));
    }

    private Chart.Part part(String name, ToDoubleFunction<String> value) {
        var values = new ArrayList<@Nullable Double>();
        for (String arm : arms()) {
            var figure = value.applyAsDouble(arm);
            values.add(Double.isFinite(figure) ? Chart.rounded(figure) : null);
        }
        return new Chart.Part(name, values);
    }

    private double mean(String arm, String metric) {
        return bundle.mean(arm, metric).orElse(Double.NaN);
    }

    private Table table(List<Named> recorded) {
        var columns = new ArrayList<Table.Column>();
        columns.add(Table.Column.name("Arm"));
        recorded.forEach(column -> columns.add(Table.Column.figure(column.heading() + ", "
                + Units.shown(bundle.unit(column.metric()).orElse("")).replaceFirst("/(exchange|op)$", ""))));
        var rows = new ArrayList<List<String>>();
        for (String arm : arms()) {
            var row = new ArrayList<String>();
            row.add(arm);
            recorded.forEach(column -> row.add(figure(bundle.mean(arm, column.metric()))));
            rows.add(row);
        }
        return new Table(
                "Means over the forks of each arm, for each exchange where it is not memory, JIT or a hiccup",
                columns,
                rows);
    }

    private static String figure(OptionalDouble mean) {
        var size = Math.abs(mean.orElse(0));
        return Scale.plain(size < 10 ? 2 : size < 1_000 ? 1 : 0).figure(mean);
    }

    private List<String> arms() {
        return ExperimentReport.arms(bundle);
    }
}
