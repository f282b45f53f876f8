package wirebench.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wirebench.client.resilience.ResilienceStats;
import wirebench.load.ClientWork;
import wirebench.load.LoadResult;
import wirebench.load.ProcessWork;
import wirebench.load.Reconciliation;
import wirebench.load.SystemCalls;
import wirebench.load.open.Arrivals;
import wirebench.load.open.OpenResult;

/// A load as a JSON object. Its keys are always the same; what was not measured is null.
final class LoadJson {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private LoadJson() {}

    /// The object on one line.
    static String of(LoadReport report) {
        return JsonLine.of(json -> {
            write(json, report);
            write(json, report, report.measured(), report.open().map(OpenReport::result));
            write(
                    json,
                    "systemCallsPerExchange",
                    report.systemCalls().stream()
                            .mapToDouble(SystemCalls::perExchange)
                            .findFirst());
        });
    }

    private static void write(JsonGenerator json, LoadReport report) {
        json.writeStringProperty("client", report.client());
        json.writeStringProperty("buffers", report.config().buffers().strategy().label());
        json.writeStringProperty("pool", report.config().pool().strategy().label());
        json.writeStringProperty("mode", report.arrivals().isPresent() ? "open" : "closed");
        json.writeNumberProperty("concurrency", report.concurrency());
        writeArrivals(json, report.arrivals().orElse(null));
        json.writeBooleanProperty("valid", report.invalid().isEmpty());
        json.writeArrayPropertyStart("invalidBecause");
        report.invalid().forEach(json::writeString);
        json.writeEndArray();
        writeOpen(json, report.open().orElse(null));
        if (report.interrupted()) {
            json.writeBooleanProperty("interrupted", true);
        }
    }

    private static void writeArrivals(JsonGenerator json, @Nullable Arrivals arrivals) {
        if (arrivals == null) {
            List.of("targetRate", "arrivals", "seed", "burst").forEach(json::writeNullProperty);
            return;
        }
        json.writeNumberProperty("targetRate", arrivals.rate());
        json.writeStringProperty("arrivals", arrivals.spacing().label());
        json.writeNumberProperty("seed", arrivals.seed());
        json.writeNumberProperty("burst", arrivals.burst());
    }

    private static void writeOpen(JsonGenerator json, @Nullable OpenReport open) {
        if (open == null) {
            List.of("intended", "refused", "mostPending", "processors", "serverExchanges")
                    .forEach(json::writeNullProperty);
            return;
        }
        json.writeNumberProperty("intended", open.result().intended());
        json.writeNumberProperty("refused", open.result().refused());
        json.writeNumberProperty("mostPending", open.result().mostPending());
        json.writeNumberProperty("processors", open.result().processors());
        Optional<Reconciliation> counts = open.counts();
        write(
                json,
                "serverExchanges",
                counts.isPresent() ? OptionalLong.of(counts.get().serverExchanges()) : OptionalLong.empty());
    }

    private static void write(JsonGenerator json, LoadReport report, LoadResult measured, Optional<OpenResult> open) {
        ResilienceStats resilience = report.resilience();
        json.writeNumberProperty("achievedRate", measured.throughput());
        json.writeNumberProperty("exchanges", measured.exchanges());
        json.writeObjectPropertyStart("errors");
        measured.errors().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeNumberProperty("unanswered", measured.unanswered().count());
        json.writeNumberProperty("notBegun", measured.unanswered().notBegun());
        StatusSet.write(json, measured.statuses());
        json.writeStringProperty("expectedStatuses", report.expected().text());
        json.writeNumberProperty("retries", resilience.retries());
        json.writeNumberProperty("refusals", resilience.refusals());
        json.writeNumberProperty("durationSeconds", measured.elapsedNanos() / NANOS_PER_SECOND);
        write(json, "patienceSeconds", patience(report));
        json.writeStringProperty("gaveUpBecause", measured.gaveUpBecause().orElse(null));
        json.writeNumberProperty("throughput", measured.throughput());
        // In a closed loop an exchange is meant to start when the one before it has ended, and does: so the time from
        // the intended start and the time from the real one are the same. If some waited for a connection, the time
        // from the lease on was not measured.
        writeLatencies(json, "responseTimeMicros", figure -> figure.of(measured));
        writeLatencies(json, "serviceTimeMicros", figure -> service(figure, measured, open));
        writeLatencies(
                json,
                "acquireTimeMicros",
                figure -> open.map(result -> figure.of(result.acquire())).orElseGet(() -> figure.ofAcquires(measured)));
        writeLatencies(
                json,
                "scheduleLagMicros",
                figure -> open.map(result -> figure.of(result.lag())).orElse(OptionalDouble.empty()));
        writeLatencies(
                json,
                "unansweredWaitMicros",
                figure -> figure.of(measured.unanswered().waitNanos()));
        write(json, "allocatedBytesPerExchange", measured.allocatedBytesPerExchange());
        json.writeObjectPropertyStart("cpuMicrosPerExchange");
        write(json, "user", measured.userMicrosPerExchange());
        write(json, "system", measured.systemMicrosPerExchange());
        json.writeEndObject();
        write(
                json,
                "pacerCpuMicrosPerExchange",
                open.map(OpenResult::pacerMicrosPerExchange).orElse(OptionalDouble.empty()));
        write(json, "readsPerExchange", measured.readsPerExchange());
        write(json, "writesPerExchange", measured.writesPerExchange());
        write(json, measured.process(), measured.exchanges());
    }

    private static void write(JsonGenerator json, ProcessWork process, long exchanges) {
        write(json, "gcCpuMicrosPerExchange", process.gcMicrosPer(exchanges));
        write(json, "jitCpuMicrosPerExchange", process.jitMicrosPer(exchanges));
        write(json, "voluntarySwitchesPerExchange", process.voluntarySwitchesPer(exchanges));
        write(json, "involuntarySwitchesPerExchange", process.involuntarySwitchesPer(exchanges));
        write(json, "runQueueMicrosPerExchange", process.runQueueMicrosPer(exchanges));
        write(json, "residentOctets", process.residentOctets());
        write(json, "directOctets", process.directOctets());
    }

    private static OptionalDouble patience(LoadReport report) {
        return report.patience().stall().equals(PatienceOption.FOREVER)
                ? OptionalDouble.empty()
                : OptionalDouble.of(report.patience().stallNanos() / NANOS_PER_SECOND);
    }

    private static void write(JsonGenerator json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static OptionalDouble service(Figure.Latency figure, LoadResult measured, Optional<OpenResult> open) {
        if (open.isPresent()) {
            return figure.of(open.get().service());
        }
        return someWaited(measured) ? OptionalDouble.empty() : figure.of(measured);
    }

    private static boolean someWaited(LoadResult measured) {
        return measured.client().map(ClientWork::waits).orElse(0L) > 0;
    }

    private static void writeLatencies(
            JsonGenerator json, String name, Function<Figure.Latency, OptionalDouble> times) {
        json.writeObjectPropertyStart(name);
        for (Figure.Latency figure : Figure.LATENCIES) {
            OptionalDouble nanos = times.apply(figure);
            write(
                    json,
                    figure.word(),
                    nanos.isEmpty() ? nanos : OptionalDouble.of(nanos.getAsDouble() / NANOS_PER_MICRO));
        }
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
