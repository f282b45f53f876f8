package wirebench.load;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import wirebench.machine.system.SystemFiles;
import wirebench.machine.system.Tasks;

/// What this process did while something was measured, and the memory it had at the end. Whatever runs in the
/// process is in it: the driver, and a server if it is embedded. Immutable.
///
/// @param tasks what its threads went through; of those that ended meanwhile nothing is known
/// @param residentOctets memory that it holds; empty outside of Linux
/// @param directOctets direct buffers of the JVM; empty if it does not tell
public record ProcessWork(Tasks tasks, OptionalLong residentOctets, OptionalLong directOctets) {
    /// Of a process that was not watched.
    public static final ProcessWork NONE =
            new ProcessWork(new Tasks(Map.of()), OptionalLong.empty(), OptionalLong.empty());

    private static final double NANOS_PER_MICRO = 1_000;
    private static final long KIB = 1_024;

    /// What threads did, and the memory that the process has now.
    ///
    /// @param meanwhile what its threads went through
    /// @return both
    public static ProcessWork of(Tasks meanwhile) {
        OptionalLong kib = residentKib(SystemFiles.HERE);
        return new ProcessWork(
                meanwhile, kib.isPresent() ? OptionalLong.of(kib.getAsLong() * KIB) : kib, directOctetsNow());
    }

    /// The direct buffers that the JVM has now.
    ///
    /// @return octets; empty if it does not tell
    public static OptionalLong directOctetsNow() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .findFirst();
    }

    private static OptionalLong residentKib(SystemFiles files) {
        return files.number("proc/self/status", "VmRSS");
    }

    /// How often a thread waited for something, for an exchange.
    ///
    /// @param exchanges that were carried out
    /// @return empty if not known, or if there were none
    public OptionalDouble voluntarySwitchesPer(long exchanges) {
        return per(tasks.voluntarySwitches(), 1, exchanges);
    }

    /// How often a thread had to make room for another, for an exchange.
    ///
    /// @param exchanges that were carried out
    /// @return empty if not known, or if there were none
    public OptionalDouble involuntarySwitchesPer(long exchanges) {
        return per(tasks.involuntarySwitches(), 1, exchanges);
    }

    /// How long threads waited for a processor, for an exchange.
    ///
    /// @param exchanges that were carried out
    /// @return microseconds; empty if not known, or if there were none
    public OptionalDouble runQueueMicrosPer(long exchanges) {
        return per(tasks.waitNanos(), NANOS_PER_MICRO, exchanges);
    }

    /// Processor time of collectors, for an exchange: a part of the whole.
    ///
    /// @param exchanges that were carried out
    /// @return microseconds; empty if not known, or if there were none
    public OptionalDouble gcMicrosPer(long exchanges) {
        return per(tasks.gcNanos(), NANOS_PER_MICRO, exchanges);
    }

    /// Processor time of compilers, for an exchange: a part of the whole.
    ///
    /// @param exchanges that were carried out
    /// @return microseconds; empty if not known, or if there were none
    public OptionalDouble jitMicrosPer(long exchanges) {
        return per(tasks.jitNanos(), NANOS_PER_MICRO, exchanges);
    }

    private static OptionalDouble per(OptionalLong sum, double unit, long exchanges) {
        return sum.isEmpty() || exchanges == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sum.getAsLong() / unit / exchanges);
    }
}
