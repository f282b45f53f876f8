package wirebench.machine.noise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wirebench.machine.system.ControlGroup;
import wirebench.machine.system.SystemFiles;

/// Watches what disturbs this machine from its start to each sample. It reads some files at both ends and does
/// nothing in between. Immutable and thread-safe.
///
/// Source: proc(5) for `/proc/stat`, and the kernel's documentation of pressure stall information.
public final class NoiseMeter {
    private static final int STEAL_FIELD = 7;
    /// Guest time, in the two fields after this many, is contained in user time already.
    private static final int FIELDS = 8;

    /// What is not idle, not waiting for a disk, and not stolen.
    private static final int[] BUSY = {0, 1, 2, 5, 6};

    private static final double PERCENT = 100;
    private static final double NANOS_PER_TICK = 10_000_000;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final Pattern STALLED = Pattern.compile(".* total=([0-9]{1,18})");
    private static final Pattern TIME_WAIT = Pattern.compile(".* tw ([0-9]{1,18}).*");

    private final SystemFiles files;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long[] start;
    private final OptionalLong stalledBefore;
    private final OptionalLong throttledBefore;
    private final List<StrayJvm> straysBefore;
    private final long ownTicksBefore;

    private NoiseMeter(SystemFiles files, LongSupplier nanoClock) {
        this.files = files;
        this.nanoClock = nanoClock;
        straysBefore = strays();
        ownTicksBefore = ownTicks();
        startNanos = nanoClock.getAsLong();
        start = cpuTicks(files);
        stalledBefore = stalledMicros();
        throttledBefore = ControlGroup.throttledMicros(files);
    }

    /// Begins to watch.
    ///
    /// @return the meter
    public static NoiseMeter start() {
        return start(SystemFiles.HERE, System::nanoTime);
    }

    /// Begins to listen, by these files and this clock.
    public static NoiseMeter start(SystemFiles files, LongSupplier nanoClock) {
        return new NoiseMeter(files, nanoClock);
    }

    /// What happened since the start.
    ///
    /// @return the figures
    public NoiseSample sample() {
        long[] ticks = cpuTicks(files);
        long ownTicks = ownTicks() - ownTicksBefore;
        OptionalLong stalled = since(stalledMicros(), stalledBefore);
        OptionalLong throttled = since(ControlGroup.throttledMicros(files), throttledBefore);
        long elapsed = nanoClock.getAsLong() - startNanos; // read outermost, so that no share exceeds the whole
        return new NoiseSample(
                elapsed,
                stealPercent(ticks),
                pressure(),
                percent(stalled, elapsed),
                loadAverage(files),
                throttled,
                timeWait(),
                neighbourPercent(ticks, ownTicks, elapsed),
                strays().stream().map(stray -> stray.since(straysBefore)).toList());
    }

    /// The load average of the last minute; empty if the system does not tell it.
    public static OptionalDouble loadAverage(SystemFiles files) {
        return number(files.line("proc/loadavg").map(line -> line.split(" ", 2)[0]));
    }

    private OptionalDouble stealPercent(long[] now) {
        if (now.length < FIELDS || start.length < FIELDS) {
            return OptionalDouble.empty();
        }
        long all = 0;
        for (int i = 0; i < FIELDS; i++) {
            all += now[i] - start[i];
        }
        return all <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(PERCENT * (now[STEAL_FIELD] - start[STEAL_FIELD]) / all);
    }

    /// Of one processor. Ticks of two sources never agree quite, so that it may be a little below the truth.
    private OptionalDouble neighbourPercent(long[] now, long ownTicks, long elapsedNanos) {
        if (now.length < FIELDS || start.length < FIELDS || elapsedNanos <= 0) {
            return OptionalDouble.empty();
        }
        long busy = 0;
        for (int field : BUSY) {
            busy += now[field] - start[field];
        }
        return OptionalDouble.of(PERCENT * Math.max(0, busy - ownTicks) * NANOS_PER_TICK / elapsedNanos);
    }

    private long ownTicks() {
        return Processes.now(files).ticksOfFamily(ProcessHandle.current().pid());
    }

    private OptionalDouble pressure() {
        return number(files.value("proc/pressure/cpu", "some avg10").map(value -> value.split(" ", 2)[0]));
    }

    private OptionalLong stalledMicros() {
        return found(STALLED, files.value("proc/pressure/cpu", "some"));
    }

    private OptionalLong timeWait() {
        return found(TIME_WAIT, files.value("proc/net/sockstat", "TCP:").map(line -> " " + line));
    }

    private List<StrayJvm> strays() {
        return StrayJvm.all(files, ProcessHandle.current().pid());
    }

    /// The line of all processors together: user, nice, system, idle, iowait, irq, softirq, steal, and guest times.
    private static long[] cpuTicks(SystemFiles files) {
        return files.value("proc/stat", "cpu ").stream()
                .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static OptionalLong since(OptionalLong now, OptionalLong before) {
        return now.isPresent() && before.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalDouble percent(OptionalLong micros, long elapsedNanos) {
        return micros.isPresent() && elapsedNanos > 0
                ? OptionalDouble.of(PERCENT * micros.getAsLong() * NANOS_PER_MICRO / elapsedNanos)
                : OptionalDouble.empty();
    }

    private static OptionalLong found(Pattern pattern, Optional<String> line) {
        return line.map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> OptionalLong.of(Long.parseLong(matcher.group(1))))
                .orElse(OptionalLong.empty());
    }

    private static OptionalDouble number(Optional<String> text) {
        return text.stream().mapToDouble(Double::parseDouble).findFirst();
    }
}
