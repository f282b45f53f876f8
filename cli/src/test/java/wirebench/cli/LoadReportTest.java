package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import wirebench.client.SocketCalls;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceStats;
import wirebench.load.ClientWork;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.ProcessWork;
import wirebench.load.SystemCalls;
import wirebench.load.Unanswered;
import wirebench.load.closed.ClosedLoop;
import wirebench.machine.system.Tasks;

/// What a load says of its connections, in both forms.
class LoadReportTest {
    @Test
    void waitsForAConnectionAreToldApartFromTheTimeOfService() {
        LoadReport report = report(100, 300);
        assertThat(table(report))
                .containsPattern("acquire +p50 +p90")
                .containsPattern("75\\d µs")
                .contains("300 waited for a connection, which is part of their latency");
        assertThat(LoadJson.of(report))
                .containsPattern("\"acquireTimeMicros\":\\{\"p50\":75\\d\\.\\d*,\"p90\":75[^}]*\"p99\":null")
                .containsPattern("\"responseTimeMicros\":\\{\"p50\":20\\d\\d\\.")
                .contains("\"serviceTimeMicros\":{\"p50\":null");
    }

    @Test
    void nobodyWaitedAndNothingIsSaidOfIt() {
        LoadReport report = report(400, 0);
        assertThat(table(report)).doesNotContain("acquire", "waited");
        assertThat(LoadJson.of(report))
                .contains("\"acquireTimeMicros\":{\"p50\":0.0,")
                .containsPattern("\"serviceTimeMicros\":\\{\"p50\":20\\d\\d\\.");
    }

    @Test
    void callsAreToldPerExchange() {
        assertThat(table(report(400, 0))).containsPattern("calls +1\\.25 +reads per exchange, and 2\\.00 writes");
        assertThat(LoadJson.of(report(400, 0))).contains("\"retries\":3,\"refusals\":2,");
        assertThat(LoadJson.of(report(400, 0))).contains("\"readsPerExchange\":1.25,\"writesPerExchange\":2.0,");
    }

    @Test
    void whatTheProcessDidIsToldPerExchange() {
        assertThat(table(report(400, 0)))
                .containsPattern("switches +2\\.00 +voluntary per exchange, and 0\\.50 involuntary; 3\\.00 µs waiting")
                .containsPattern("syscalls +2\\.50 +per exchange, .*: read 2\\.00, futex 0\\.50")
                .containsPattern("memory +67\\.1 MB +resident, of which 1\\.05 MB direct buffers");
        assertThat(LoadJson.of(report(400, 0)))
                .endsWith("\"gcCpuMicrosPerExchange\":1.0,\"jitCpuMicrosPerExchange\":4.0,"
                        + "\"voluntarySwitchesPerExchange\":2.0,\"involuntarySwitchesPerExchange\":0.5,"
                        + "\"runQueueMicrosPerExchange\":3.0,\"residentOctets\":67108864,\"directOctets\":1048576,"
                        + "\"systemCallsPerExchange\":2.5}");
    }

    @Test
    void whatHasNoAnswerIsToldInBothForms() {
        Histogram waits = ClosedLoop.histogram();
        waits.recordValueWithCount(8_000_000_000L, 618);
        LoadReport report = report(196, 0, new Unanswered(waits, 610), Optional.of("interrupted"));
        assertThat(table(report))
                .containsPattern("unanswered +618 +without an outcome after up to 8\\.\\d+ s, 610 of them not begun;"
                        + " latencies are at least those below")
                .containsPattern("p50[^\n]*max\n +8\\.\\d+ s[^\n]* 8\\.\\d+ s\n")
                .contains("INVALID, because", "the load ended early: interrupted")
                .contains("618 of 814 exchanges have no answer");
        assertThat(LoadJson.of(report))
                .contains("\"valid\":false,\"invalidBecause\":[\"the load ended early: interrupted\",")
                .contains("\"unanswered\":618,\"notBegun\":610,\"statuses\":{\"200\":196}")
                .contains("\"gaveUpBecause\":\"interrupted\"")
                .containsPattern("\"unansweredWaitMicros\":\\{\"p50\":80\\d{5}\\.\\d*,");
    }

    private static Tasks tasks(long exchanges) {
        return new Tasks(Map.of(
                "1", new Tasks.Task(Tasks.Role.WORK, 0, 3_000 * exchanges, 2 * exchanges, exchanges / 2),
                "2", new Tasks.Task(Tasks.Role.GC, 1_000 * exchanges, 0, 0, 0),
                "3", new Tasks.Task(Tasks.Role.JIT, 4_000 * exchanges, 0, 0, 0)));
    }

    private static String table(LoadReport report) {
        return String.join("\n", LoadTable.of(report, Ansi.OFF));
    }

    private static LoadReport report(long immediate, long waits) {
        return report(immediate, waits, Unanswered.NONE, Optional.empty());
    }

    private static LoadReport report(long immediate, long waits, Unanswered unanswered, Optional<String> gaveUp) {
        Histogram latencies = ClosedLoop.histogram();
        latencies.recordValueWithCount(2_000_000, immediate + waits);
        Histogram acquires = new Histogram(2);
        acquires.recordValueWithCount(0, immediate);
        acquires.recordValueWithCount(750_000, waits);
        long exchanges = immediate + waits;
        ClientWork work = new ClientWork(new SocketCalls(exchanges * 5 / 4, exchanges * 2), 2, acquires, List.of());
        LoadResult measured = new LoadResult(
                exchanges,
                new TreeMap<>(),
                new TreeMap<>(Map.of(200, exchanges)),
                1_000_000_000L,
                0,
                latencies,
                unanswered,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(work),
                gaveUp,
                new ProcessWork(tasks(exchanges), OptionalLong.of(64 << 20), OptionalLong.of(1 << 20)));
        return new LoadReport(
                "http://127.0.0.1/",
                "virtual",
                ClientConfig.DEFAULT,
                8,
                Optional.empty(),
                Duration.ZERO,
                true,
                measured,
                Optional.empty(),
                measured.incompleteBecause(),
                ExpectedStatuses.of(Optional.empty(), 200),
                Patience.DEFAULT,
                new ResilienceStats(3, 2, 1),
                false,
                null,
                Optional.of(new SystemCalls(10, new TreeMap<>(Map.of("read", 20L, "futex", 5L)))));
    }
}
