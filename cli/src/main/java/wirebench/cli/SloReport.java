package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import wirebench.load.RateSearch.Interval;

/// What rates were tried against a bound on latency, and where the highest lies that keeps it. Immutable.
///
/// @param url what was put under load
/// @param client name of the implementation
/// @param slo the bound
/// @param interval what was found
/// @param steps what was measured at each rate, in order
record SloReport(String url, String client, Threshold slo, Interval interval, List<Step> steps) {
    private static final double NANOS_PER_MICRO = 1e3;

    /// Copies the list.
    SloReport {
        steps = List.copyOf(steps);
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
        lines.add(Line.of(url));
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
        return lines;
    }

    private static String verdict(Step step) {
        if (!step.invalid.isEmpty()) {
            return "INVALID: " + String.join("; ", step.invalid);
        }
        return step.held ? "held" : "exceeded";
    }

    private String answer() {
        if (interval.held().isEmpty()) {
            return "none that was tried";
        }
        String held = Units.digits(interval.held().getAsDouble());
        return interval.failed().isEmpty()
                ? "at least " + held + " /s"
                : "from " + held + " to " + Units.digits(interval.failed().getAsDouble()) + " /s";
    }

    /// The object on one line.
    String json() {
        return JsonLine.of(json -> {
            json.writeStringProperty("client", client);
            json.writeStringProperty("mode", "slo");
            json.writeStringProperty("slo", slo.text());
            write(json, "heldRate", interval.held());
            write(json, "failedRate", interval.failed());
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
