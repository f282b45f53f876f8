package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wirebench.load.open.RateSearch.Interval;

/// The rates that were tried against a bound on latency, and where the highest lies that keeps it. Immutable.
///
/// @param url what was put under load
/// @param client name of the implementation
/// @param slo the bound
/// @param interval what was found
/// @param steps what was measured at each rate, in order
/// @param end how the search ended
record SloReport(String url, String client, Threshold slo, Interval interval, List<Step> steps, End end) {
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
        /// By a signal; the step under way is left out.
        INTERRUPTED
    }

    /// One rate.
    ///
    /// @param rate requests per second that arrived
    /// @param achieved exchanges per second that ended well
    /// @param figure the latency that the bound is on, in nanoseconds; empty if there are too few samples
    /// @param held whether the run was valid and the bound kept
    /// @param invalid why the run was not valid; empty if it was
    record Step(double rate, double achieved, OptionalDouble figure, boolean held, List<String> invalid) {}

    /// The lines of a table for a person.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(TerminalText.of(url));
        lines.add(client + " client, open loop, searching the highest rate at " + slo.text());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "  %12s%12s%12s", "rate", "achieved", slo.figure().title()));
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
            complaints.print(url + ": interrupted after " + steps.size() + " steps", null);
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
        complaints.print(url + ": no rate that was tried kept " + slo.text(), null);
        return ExitCode.THRESHOLD;
    }

    private static String verdict(Step step) {
        if (!step.invalid.isEmpty()) {
            return "INVALID: " + String.join("; ", step.invalid);
        }
        return step.held ? "held" : "exceeded";
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
        return "from " + held + " /s" + trials + ") to "
                + Units.digits(interval.failed().getAsDouble()) + " /s (failed)" + early;
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
