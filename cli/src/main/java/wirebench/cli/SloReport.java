package wirebench.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wirebench.load.open.RateSearch;
import wirebench.load.open.RateSearch.Interval;

/// The rates that were tried against a bound on latency, and where the highest lies that keeps it. Immutable.
///
/// @param url what was put under load
/// @param client name of the implementation
/// @param slo the bound
/// @param expected what had to be answered
/// @param interval what was found
/// @param steps what was measured at each rate, in order
/// @param end how the search ended
record SloReport(
        String url,
        String client,
        Threshold slo,
        ExpectedStatuses expected,
        Interval interval,
        List<Step> steps,
        End end) {
    private static final double NANOS_PER_MICRO = 1e3;

    /// Copies the list.
    SloReport {
        steps = List.copyOf(steps);
    }

    /// How a search ended.
    enum End {
        /// By an answer, or because the load was given up.
        SEARCHED,
        /// Because a window had too few exchanges to tell the figure.
        TOO_FEW,
        /// By a signal; the step under way is told as far as it came, and no part of the answer.
        INTERRUPTED
    }

    /// One rate.
    ///
    /// @param rate requests per second that arrived
    /// @param achieved exchanges per second that ended well
    /// @param figure the latency that the bound is on, in nanoseconds; empty if there are too few samples
    /// @param held whether the run was valid and the bound kept
    /// @param kept whether the bound was kept, valid or not
    /// @param invalid why the run was not valid; empty if it was
    /// @param unanswered exchanges without an outcome when it was over
    /// @param statuses how often each status code came
    record Step(
            double rate,
            double achieved,
            OptionalDouble figure,
            boolean held,
            boolean kept,
            List<String> invalid,
            long unanswered,
            SortedMap<Integer, Long> statuses) {
        /// Copies what could change.
        Step {
            invalid = List.copyOf(invalid);
            statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        }
    }

    /// The lines of a table for a person.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(TerminalText.of(url));
        lines.add(client + " client, open loop, searching the highest rate at " + slo.text());
        lines.add("");
        lines.add(String.format(Locale.ROOT, "  %12s%12s%12s", "rate", "achieved", title()));
        for (Step step : steps) {
            String value = step.figure.isPresent() ? slo.figure().show(step.figure.getAsDouble()) : "-";
            lines.add(String.format(
                    Locale.ROOT,
                    "  %12s%12s%12s  %s",
                    Units.digits(step.rate),
                    Units.digits(step.achieved),
                    value,
                    verdict(step)));
        }
        lines.add("");
        expected.remark().ifPresent(remark -> lines.add("  " + remark));
        lines.add("  rate at " + slo.text() + ": " + answer());
        if (interval.failed().isPresent()) {
            lines.add("    the highest rate that held and the lowest that failed: what trials left over, no interval of"
                    + " confidence");
        }
        return lines;
    }

    /// Tells what went wrong, and with which code the command ends.
    ///
    /// @param failure what failed first; null if nothing did
    ExitCode judge(@Nullable Throwable failure, Complaints complaints) {
        if (end == End.TOO_FEW) {
            complaints.print("too few exchanges to tell " + slo.text() + ": give a longer -d or a higher --rate", null);
        }
        if (end == End.INTERRUPTED) {
            complaints.print(url + ": interrupted after " + stepsEnded() + " steps", null);
            return ExitCode.INTERRUPTED;
        }
        if (interval.held().isPresent()) {
            return ExitCode.OK;
        }
        if (failure != null) {
            Trouble trouble = Trouble.of(failure);
            complaints.print(url + ": no rate was held; the first failure", trouble, failure);
            return trouble.code();
        }
        if (end != End.TOO_FEW) {
            complaints.print(url + ": no rate that was tried kept " + slo.text(), null);
        }
        return ExitCode.THRESHOLD;
    }

    private static String verdict(Step step) {
        if (!step.invalid.isEmpty()) {
            return "INVALID: " + String.join("; ", step.invalid);
        }
        return step.held ? "held" : step.figure.isEmpty() ? "too few exchanges" : "exceeded";
    }

    private long stepsEnded() {
        return interval.steps().stream()
                .filter(step -> step.verdict() != RateSearch.Verdict.STOP)
                .count();
    }

    private String title() {
        return slo.figure() instanceof Figure.Latency latency
                ? latency.title()
                : slo.figure().word();
    }

    /// What the interval is, is said with it: one that trials left over, without any probability.
    private String answer() {
        String early = end == End.INTERRUPTED ? ", when the search was interrupted" : "";
        if (interval.held().isEmpty()) {
            return "none that was tried" + early;
        }
        String held = Units.digits(interval.held().getAsDouble());
        String trials = " (held in " + trialsHeld() + " of " + trialsHeld() + " trials";
        if (interval.failed().isEmpty()) {
            return "at least " + held + " /s" + trials + "; none above it failed)" + early;
        }
        String failed = Units.digits(interval.failed().getAsDouble());
        return "from " + held + " /s" + trials + ") to " + failed
                + (offeredNoMore()
                        ? " /s, which could not be offered from here: the server kept the bound"
                        : " /s (failed)")
                + early;
    }

    /// Whether the rate that failed is the end of what this generator can offer, and not of what the server can
    /// answer.
    private boolean offeredNoMore() {
        return steps.stream()
                .filter(step -> step.rate == interval.failed().orElse(0))
                .allMatch(step -> step.kept && !step.invalid.isEmpty());
    }

    /// How often the highest rate that held was tried: each time it held, or it would not be the one.
    private long trialsHeld() {
        return steps.stream()
                .filter(step -> step.held && step.rate == interval.held().orElse(0))
                .count();
    }

    /// The object on one line.
    String json() {
        return JsonLine.of(json -> {
            json.writeStringProperty("client", client);
            json.writeStringProperty("mode", "slo");
            json.writeStringProperty("slo", slo.text());
            json.writeStringProperty("expectedStatuses", expected.text());
            write(json, "heldRate", interval.held());
            write(json, "failedRate", interval.failed());
            json.writeNumberProperty("heldTrials", trialsHeld());
            json.writeBooleanProperty("interrupted", end == End.INTERRUPTED);
            json.writeArrayPropertyStart("steps");
            steps.forEach(step -> write(json, step));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Step step) {
        json.writeStartObject();
        json.writeNumberProperty("targetRate", step.rate);
        json.writeNumberProperty("achievedRate", step.achieved);
        OptionalDouble nanos = step.figure;
        write(json, "micros", nanos.isEmpty() ? nanos : OptionalDouble.of(nanos.getAsDouble() / NANOS_PER_MICRO));
        json.writeBooleanProperty("held", step.held);
        json.writeBooleanProperty("valid", step.invalid.isEmpty());
        json.writeArrayPropertyStart("invalidBecause");
        step.invalid.forEach(json::writeString);
        json.writeEndArray();
        json.writeNumberProperty("unanswered", step.unanswered);
        StatusSet.write(json, step.statuses);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsDouble());
        } else {
            json.writeNullProperty(name);
        }
    }
}
