package wirebench.jmh.profile;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;
import wirebench.jmh.measure.MeasuredWork;
import wirebench.load.ProcessWork;
import wirebench.machine.noise.HiccupMeter;
import wirebench.machine.system.ProcessUsage;
import wirebench.machine.system.Tasks;

/// The cost of an iteration to the process that it runs in: for each exchange processor time and switches of
/// threads, beside them memory, stalls, and how long compilers ran. A child server is another process and not in
/// it.
///
/// What reading all that costs comes before the iteration begins and after it has ended, but for the meter of
/// stalls, whose thread wakes a hundred times a second: about a thousandth of a processor, and its switches are
/// among those counted. Not thread-safe.
public final class IterationCost {
    /// How long compilers ran, in milliseconds.
    public static final String JIT_TIME = "jit.time";

    /// Processor time for each exchange, in microseconds: in the process's own code, in the kernel, and of both
    /// what compilers took.
    public static final String USER = "cost.user";

    public static final String SYSTEM = "cost.system";
    public static final String JIT = "cost.jit";

    private static final Duration SLEEP = Duration.ofMillis(10);
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double OCTETS_PER_MB = 1e6;

    private final @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private @Nullable HiccupMeter hiccups;
    private @Nullable Tasks before;
    private long compiledMillis;

    /// The iteration begins.
    ///
    /// @param exchanging whether there are exchanges, whose cost is looked at
    void begins(boolean exchanging) {
        before = exchanging ? Tasks.now() : null;
        hiccups = exchanging ? HiccupMeter.start(SLEEP) : null;
        compiledMillis = compiled().orElse(0);
    }

    /// It has ended.
    ///
    /// @param done what was done in it, if there are exchanges
    List<ScalarResult> ends(Optional<MeasuredWork> done) {
        List<ScalarResult> metrics = new ArrayList<>();
        compiled()
                .ifPresent(millis ->
                        metrics.add(new ScalarResult(JIT_TIME, millis - compiledMillis, "ms", AggregationPolicy.SUM)));
        OptionalDouble stall = longestStall();
        if (done.isPresent() && done.get().exchanges() > 0 && before != null) {
            stall.ifPresent(micros -> metrics.add(new ScalarResult("hiccup.max", micros, "us", AggregationPolicy.MAX)));
            done.get()
                    .usage()
                    .ifPresent(usage ->
                            addUsage(metrics, usage, (double) done.get().exchanges()));
            addProcess(metrics, ProcessWork.of(Tasks.now().since(before)), done.get());
        }
        return metrics;
    }

    private OptionalLong compiled() {
        return compilers != null && compilers.isCompilationTimeMonitoringSupported()
                ? OptionalLong.of(compilers.getTotalCompilationTime())
                : OptionalLong.empty();
    }

    private OptionalDouble longestStall() {
        HiccupMeter meter = hiccups;
        if (meter == null) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(meter.stop().getMaxValue() / NANOS_PER_MICRO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // JMH gives up, and asks itself
            return OptionalDouble.empty();
        }
    }

    private static void addUsage(List<ScalarResult> metrics, ProcessUsage usage, double exchanges) {
        metrics.add(WorkProfiler.metric(USER, usage.userMicros() / exchanges, "us/exchange"));
        metrics.add(WorkProfiler.metric(SYSTEM, usage.systemMicros() / exchanges, "us/exchange"));
        metrics.add(WorkProfiler.metric(
                "cost.switches.voluntary", usage.voluntarySwitches() / exchanges, "switches/exchange"));
        metrics.add(WorkProfiler.metric(
                "cost.switches.involuntary", usage.involuntarySwitches() / exchanges, "switches/exchange"));
    }

    private static void addProcess(List<ScalarResult> metrics, ProcessWork work, MeasuredWork done) {
        work.gcMicrosPer(done.exchanges())
                .ifPresent(micros -> metrics.add(WorkProfiler.metric("cost.gc", micros, "us/exchange")));
        work.jitMicrosPer(done.exchanges())
                .ifPresent(micros -> metrics.add(WorkProfiler.metric(JIT, micros, "us/exchange")));
        work.residentOctets()
                .ifPresent(octets -> metrics.add(WorkProfiler.metric("memory.resident", octets / OCTETS_PER_MB, "MB")));
        metrics.add(WorkProfiler.metric("memory.direct", done.directOctets() / OCTETS_PER_MB, "MB"));
    }
}
