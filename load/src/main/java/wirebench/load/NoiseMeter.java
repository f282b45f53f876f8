package wirebench.load;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/// Watches what disturbs this machine from its start to each sample. Immutable and thread-safe.
///
/// Source: proc(5) for `/proc/stat`, and the kernel's documentation of pressure stall information.
public final class NoiseMeter {
    private static final int STEAL_FIELD = 7;
    /// Guest time, in the two fields after this many, is contained in user time already.
    private static final int FIELDS = 8;

    private final SystemFiles files;
    private final long[] start;

    private NoiseMeter(SystemFiles files) {
        this.files = files;
        start = cpuTicks(files);
    }

    /// Begins to watch.
    ///
    /// @return the meter
    public static NoiseMeter start() {
        return start(SystemFiles.HERE);
    }

    static NoiseMeter start(SystemFiles files) {
        return new NoiseMeter(files);
    }

    /// What happened since the start.
    ///
    /// @return the figures
    public NoiseSample sample() {
        return new NoiseSample(stealPercent(cpuTicks(files)), pressure(), loadAverage(files));
    }

    static OptionalDouble loadAverage(SystemFiles files) {
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
                : OptionalDouble.of(100.0 * (now[STEAL_FIELD] - start[STEAL_FIELD]) / all);
    }

    private OptionalDouble pressure() {
        return number(files.value("proc/pressure/cpu", "some avg10").map(value -> value.split(" ", 2)[0]));
    }

    /// The line of all processors together: user, nice, system, idle, iowait, irq, softirq, steal, and guest times.
    private static long[] cpuTicks(SystemFiles files) {
        return files.value("proc/stat", "cpu ").stream()
                .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static OptionalDouble number(Optional<String> text) {
        return text.stream().mapToDouble(Double::parseDouble).findFirst();
    }
}
