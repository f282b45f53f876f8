package wirebench.reports.files;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wirebench.reports.statistics.SteadyState;

/// Reads the `fork.json` of a fork. Keys that are not known here are passed over.
final class ForkFile {
    static final String NAME = "fork.json";
    static final String CURE =
            "remove the folder of this fork and go on with ./wirebench bench --resume, which runs it again";

    private ForkFile() {}

    static Fork read(Path folder) throws ReportException {
        var fork = Json.read(folder.resolve(NAME), CURE);
        PlanFile.requireSchema(fork);
        return new Fork(
                folder,
                fork.field("number").integer(),
                fork.field("block").integer(),
                fork.field("arm").text(),
                fork.field("cell").text(),
                fork.field("attempt").integer(),
                time(fork.field("startedAt")),
                time(fork.field("finishedAt")),
                fork.optional("disturbed").map(Json::plain),
                noise(fork.optional("noise")),
                metrics(fork.field("metrics")),
                numbers(fork.optional("warmup")),
                steadyState(fork.optional("steadyState")));
    }

    /// Why a fork was thrown out, if its file says so.
    static Optional<String> invalid(Path folder) throws ReportException {
        return Json.read(folder.resolve(NAME), CURE).optional("invalid").map(Json::plain);
    }

    private static Instant time(Json json) throws ReportException {
        try {
            return Instant.parse(json.text());
        } catch (DateTimeParseException e) {
            throw new ReportException(
                    json.file(), json.place() + " should be a time such as 2026-11-23T15:12:33Z", CURE, e);
        }
    }

    private static ForkNoise noise(Optional<Json> recorded) throws ReportException {
        if (recorded.isEmpty()) {
            return new ForkNoise(Double.NaN, Double.NaN, List.of());
        }
        var noise = recorded.get();
        var crossed = noise.optional("crossed");
        return new ForkNoise(
                number(noise, "stealPercent"),
                number(noise, "cpuPressurePercent"),
                crossed.isPresent()
                        ? crossed.get().elements().stream().map(Json::plain).toList()
                        : List.of());
    }

    private static double number(Json json, String name) throws ReportException {
        var found = json.optional(name);
        return found.isPresent() ? found.get().number() : Double.NaN;
    }

    private static Map<String, Metric> metrics(Json json) throws ReportException {
        var metrics = new TreeMap<String, Metric>();
        for (var entry : json.fields().entrySet()) {
            var metric = entry.getValue();
            metrics.put(
                    entry.getKey(),
                    new Metric(metric.field("unit").text(), numbers(Optional.of(metric.field("iterations")))));
        }
        return metrics;
    }

    private static List<Double> numbers(Optional<Json> recorded) throws ReportException {
        var numbers = new ArrayList<Double>();
        if (recorded.isPresent()) {
            for (Json number : recorded.get().elements()) {
                numbers.add(number.number());
            }
        }
        return numbers;
    }

    private static Optional<SteadyState> steadyState(Optional<Json> recorded) throws ReportException {
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        var judged = recorded.get();
        if (judged.field("reached").plain().equals("true")) {
            return Optional.of(
                    new SteadyState.From(judged.field("fromIteration").integer()));
        }
        var reason = judged.optional("reason").map(Json::plain).orElse("no reason was recorded");
        var known = judged.optional("known").map(Json::plain).orElse("true").equals("true");
        return Optional.of(known ? new SteadyState.Never(reason) : new SteadyState.Unclear(reason));
    }
}
