package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Help.Ansi;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.PoolConfig;
import wirebench.client.resilience.ResilienceStats;
import wirebench.load.ClientWork;
import wirebench.load.LoadResult;
import wirebench.load.ProcessWork;
import wirebench.load.SystemCalls;
import wirebench.load.Unanswered;
import wirebench.load.open.Arrivals;
import wirebench.load.open.OpenResult;

/// A load as a table for a person.
final class LoadTable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String SUCCESS = "2xx";
    private static final int OPEN_NAME = 24;
    private static final int MOST_CALLS = 5;

    private final LoadReport report;
    private final LoadResult measured;
    private final Ansi ansi;
    private final List<String> lines = new ArrayList<>();

    private LoadTable(LoadReport report, Ansi ansi) {
        this.report = report;
        this.measured = report.measured();
        this.ansi = ansi;
    }

    /// The lines of the table.
    static List<String> of(LoadReport report, Ansi ansi) {
        return new LoadTable(report, ansi).lines();
    }

    private List<String> lines() {
        lines.add(bold(TerminalText.of(report.url())));
        lines.add(report.client() + " client, " + loop() + ", " + times());
        lines.add(strategies());
        lines.add("");
        if (measured.exchanges() == 0) {
            row("errors", Units.count(measured.errorCount()), errors());
            unanswered();
            resilience();
            verdict();
            return lines;
        }
        row("throughput", bold(Units.digits(measured.throughput()) + " /s"), "body " + bodyRate());
        row("exchanges", Units.count(measured.exchanges()), statuses());
        report.expected().remark().ifPresent(remark -> lines.add(" ".repeat(17) + remark));
        row("errors", Units.count(measured.errorCount()), errors());
        unanswered();
        resilience();
        if (report.open().isPresent()) {
            openTimes(report.open().get());
        } else {
            latencies("latency", figure -> figure.of(measured));
        }
        if (report.open().isEmpty()) {
            acquires();
        }
        lines.add("");
        row("heap", perExchange(measured.allocatedBytesPerExchange(), Units::octets), "allocated per exchange");
        row(
                "calls",
                perExchange(measured.readsPerExchange(), Units::digits),
                "reads per exchange, and " + perExchange(measured.writesPerExchange(), Units::digits) + " writes");
        row("CPU", perExchange(cpu(), micros -> Units.digits(micros) + " µs"), "per exchange" + cpuParts());
        report.systemCalls().ifPresent(this::systemCalls);
        process();
        report.open().ifPresent(this::open);
        verdict();
        return lines;
    }

    private void verdict() {
        if (!report.invalid().isEmpty()) {
            lines.add("");
            lines.add("  " + bold("INVALID") + ", because");
            report.invalid().forEach(reason -> lines.add("    " + reason));
        } else if (report.open().isPresent()) {
            lines.add("");
            lines.add("  valid");
        }
    }

    /// What has no outcome is in the latencies as what it has waited, so that these are no less than that.
    private void unanswered() {
        Unanswered left = measured.unanswered();
        if (left.count() == 0) {
            return;
        }
        String notBegun = left.notBegun() == 0 ? "" : ", " + Units.count(left.notBegun()) + " of them not begun";
        row(
                "unanswered",
                Units.count(left.count()),
                "without an outcome after up to "
                        + Units.time((double) left.waitNanos().getMaxValue()) + notBegun
                        + (measured.exchanges() == 0 ? "" : "; latencies are at least those below"));
    }

    private String loop() {
        return report.arrivals()
                .map(LoadTable::loop)
                .orElseGet(() -> Units.count(report.concurrency()) + " in flight, closed loop");
    }

    private static String loop(Arrivals arrivals) {
        String chance = arrivals.spacing() == Arrivals.Spacing.POISSON ? " from seed " + arrivals.seed() : "";
        String bursts = arrivals.burst() > 1 ? " in bursts of " + Units.count(arrivals.burst()) : "";
        return "open loop, " + Units.digits(arrivals.rate()) + " /s "
                + arrivals.spacing().label() + chance + bursts;
    }

    /// The times of an open loop, one below the other: the response time is what the others add up to.
    private void openTimes(OpenReport report) {
        OpenResult result = report.result();
        lines.add("");
        StringBuilder titles = new StringBuilder(" ".repeat(OPEN_NAME));
        Figure.LATENCIES.forEach(figure -> titles.append(String.format(Locale.ROOT, "%10s", figure.title())));
        lines.add(titles.toString());
        openRow("response (corrected)", result.load().latenciesAtLeast());
        openRow("service (uncorrected)", result.service());
        openRow("acquire wait", result.acquire());
        openRow("schedule lag", result.lag());
        lines.add("    response counts from the intended start, service from the lease of a connection on");
        if (Figure.LATENCIES.stream().anyMatch(figure -> figure.of(result.lag()).isEmpty())) {
            lines.add("    - : fewer than 10 exchanges lie beyond");
        }
    }

    private void openRow(String name, Histogram nanos) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-" + (OPEN_NAME - 2) + "s", name));
        for (Figure.Latency figure : Figure.LATENCIES) {
            OptionalDouble value = figure.of(nanos);
            row.append(String.format(Locale.ROOT, "%10s", value.isPresent() ? figure.show(value.getAsDouble()) : "-"));
        }
        lines.add(row.toString());
    }

    private void open(OpenReport open) {
        OpenResult result = open.result();
        row(
                "pacer",
                perExchange(result.pacerMicrosPerExchange(), micros -> Units.digits(micros) + " µs"),
                "CPU per exchange besides, on " + result.processors()
                        + " processors: it spins, which takes time from others where none is free");
        row(
                "arrivals",
                Units.count(result.intended()),
                Units.count(result.mostPending()) + " under way at most, " + Units.count(result.refused())
                        + " not sent");
        row(
                "server",
                open.counts()
                        .map(counts -> Units.count(counts.serverExchanges()))
                        .orElse("-"),
                open.counts().isPresent()
                        ? "answered, by its own count"
                        : "its count was not checked: it is not ours, or the load had retries or ended early");
    }

    private String times() {
        if (!report.warmedUp()) {
            return report.interrupted() ? "interrupted during the warm-up" : "given up during the warm-up";
        }
        String warmup = Units.seconds(report.warmup().toNanos());
        String after = report.warmup().isZero() ? "" : " after " + warmup + " of warm-up";
        String end = report.interrupted() ? ", interrupted" : "";
        return Units.seconds(measured.elapsedNanos()) + " measured" + after + end;
    }

    private void row(String name, String value, String remark) {
        // Escape sequences take no room on the screen, so the width is reckoned without them.
        int visible = value.replaceAll("\u001b\\[[0-9;]*m", "").length();
        String line = "  %-11s%s%s  %s".formatted(name, " ".repeat(Math.max(0, 14 - visible)), value, remark);
        lines.add(line.stripTrailing());
    }

    private String bodyRate() {
        return Units.octets(measured.bodyOctets() * NANOS_PER_SECOND / measured.elapsedNanos()) + "/s";
    }

    /// Nothing is said of a load that had nothing but success.
    private String statuses() {
        SortedMap<Integer, Long> statuses = measured.statuses();
        SortedMap<String, Long> classes = StatusSet.byClass(statuses);
        if (classes.isEmpty() || classes.keySet().equals(Set.of(SUCCESS))) {
            return "";
        }
        return classes.entrySet().stream()
                .map(each -> Units.count(each.getValue()) + " with status " + each.getKey() + codes(each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String codes(String statusClass) {
        List<Map.Entry<Integer, Long>> codes = measured.statuses().entrySet().stream()
                .filter(each -> StatusSet.className(each.getKey()).equals(statusClass))
                .toList();
        return codes.size() == 1
                ? " (" + codes.getFirst().getKey() + ")"
                : codes.stream()
                        .map(each -> Units.count(each.getValue()) + " " + each.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private String errors() {
        return measured.errors().entrySet().stream()
                .map(error -> Units.count(error.getValue()) + " " + error.getKey())
                .collect(Collectors.joining(", "));
    }

    private void resilience() {
        ResilienceStats stats = report.resilience();
        if (stats.retries() + stats.overBudget() + stats.refusals() > 0) {
            row(
                    "retries",
                    Units.count(stats.retries()),
                    Units.count(stats.overBudget()) + " beyond the budget, " + Units.count(stats.refusals())
                            + " exchanges refused by the breaker");
        }
    }

    private String strategies() {
        BufferConfig buffers = report.config().buffers();
        PoolConfig pool = report.config().pool();
        return "buffers " + buffers.strategy().label() + " of " + Units.count(buffers.octets()) + " octets"
                + (buffers.gathering() ? ", gathering" : "") + "; pool "
                + pool.strategy().label() + " of "
                + Units.count(pool.maxConnections()) + (pool.fair() ? "" : ", unfair") + "; wait "
                + report.config().waiting().label()
                + "; patience " + PatienceOption.text(report.patience());
    }

    private void acquires() {
        ClientWork work = measured.client().orElse(null);
        if (work != null && work.waits() > 0) {
            latencies("acquire", figure -> figure.ofAcquires(measured));
            lines.add("                " + Units.count(work.waits())
                    + " waited for a connection, which is part of their latency");
        }
    }

    private void latencies(String name, Function<Figure.Latency, OptionalDouble> times) {
        StringBuilder titles = new StringBuilder("  %-14s".formatted(name));
        StringBuilder values = new StringBuilder(" ".repeat(titles.length()));
        for (Figure.Latency figure : Figure.LATENCIES) {
            OptionalDouble value = times.apply(figure);
            titles.append(String.format(Locale.ROOT, "%10s", figure.title()));
            values.append(
                    String.format(Locale.ROOT, "%10s", value.isPresent() ? figure.show(value.getAsDouble()) : "-"));
        }
        lines.add("");
        lines.add(titles.toString());
        lines.add(values.toString());
        if (Figure.LATENCIES.stream().anyMatch(figure -> times.apply(figure).isEmpty())) {
            lines.add("                - : fewer than 10 exchanges lie beyond");
        }
    }

    private static String perExchange(OptionalDouble value, DoubleFunction<String> show) {
        return value.isPresent() ? show.apply(value.getAsDouble()) : "-";
    }

    private void systemCalls(SystemCalls calls) {
        String frequent = calls.frequent(MOST_CALLS).stream()
                .map(call -> call.getKey() + " " + Units.digits(call.getValue()))
                .collect(Collectors.joining(", "));
        row(
                "syscalls",
                Units.digits(calls.perExchange()),
                "per exchange, the driver's too, counted by strace in a pass of its own: " + frequent);
    }

    private void process() {
        ProcessWork work = measured.process();
        long exchanges = measured.exchanges();
        if (work.voluntarySwitchesPer(exchanges).isPresent()) {
            row(
                    "switches",
                    perExchange(work.voluntarySwitchesPer(exchanges), Units::digits),
                    "voluntary per exchange, and "
                            + perExchange(work.involuntarySwitchesPer(exchanges), Units::digits) + " involuntary; "
                            + perExchange(work.runQueueMicrosPer(exchanges), Units::digits)
                            + " µs waiting for a processor");
        }
        if (work.residentOctets().isPresent()) {
            row(
                    "memory",
                    Units.octets((double) work.residentOctets().getAsLong()),
                    "resident, of which "
                            + Units.octets((double) work.directOctets().orElse(0)) + " direct buffers");
        }
    }

    private OptionalDouble cpu() {
        OptionalDouble user = measured.userMicrosPerExchange();
        OptionalDouble system = measured.systemMicrosPerExchange();
        return user.isPresent() && system.isPresent()
                ? OptionalDouble.of(user.getAsDouble() + system.getAsDouble())
                : OptionalDouble.empty();
    }

    private String cpuParts() {
        return cpu().isEmpty()
                ? ""
                : " (user %s, system %s; of both GC %s, JIT %s)"
                        .formatted(
                                perExchange(measured.userMicrosPerExchange(), Units::digits),
                                perExchange(measured.systemMicrosPerExchange(), Units::digits),
                                perExchange(measured.process().gcMicrosPer(measured.exchanges()), Units::digits),
                                perExchange(measured.process().jitMicrosPer(measured.exchanges()), Units::digits));
    }

    private String bold(String text) {
        return ansi.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
