package wirebench.machine.noise;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The disturbances of this machine over a time. Each figure is empty where the system does not tell it. Immutable.
///
/// @param elapsedNanos how long it was watched
/// @param stealPercent share of all processor time that the hypervisor gave to somebody else
/// @param cpuPressureAvg10 share of the last 10 s in which some thread waited for a processor, in percent
/// @param cpuPressurePercent the same share of the whole time that was watched
/// @param loadAverage threads that ran or wanted to, averaged over about a minute
/// @param throttledMicros how long a control group's quota held this process back
/// @param timeWait sockets of ended connections that still hold their ports, at the end
/// @param neighbourPercent of one processor that all other processes used together, whatever they are and whether
///     or not they can be seen from here: the machine's busy time less our own
/// @param strayJvms Java processes at the end that are not ours, with the processor time they used meanwhile
public record NoiseSample(
        long elapsedNanos,
        OptionalDouble stealPercent,
        OptionalDouble cpuPressureAvg10,
        OptionalDouble cpuPressurePercent,
        OptionalDouble loadAverage,
        OptionalLong throttledMicros,
        OptionalLong timeWait,
        OptionalDouble neighbourPercent,
        List<StrayJvm> strayJvms) {
    private static final double NANOS_PER_TICK = 10_000_000;
    private static final double PERCENT = 100;

    /// Copies the list.
    public NoiseSample {
        strayJvms = List.copyOf(strayJvms);
    }

    /// How much of one processor the stray JVMs used together.
    ///
    /// @return 200 if they kept two busy
    public double strayPercent() {
        long ticks = strayJvms.stream().mapToLong(StrayJvm::cpuTicks).sum();
        return elapsedNanos <= 0 ? 0 : PERCENT * ticks * NANOS_PER_TICK / elapsedNanos;
    }

    /// The share of the time in which a quota held this process back.
    ///
    /// @return empty if that is not known
    public OptionalDouble throttledPercent() {
        return throttledMicros.isEmpty() || elapsedNanos <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(PERCENT * throttledMicros.getAsLong() * 1_000 / elapsedNanos);
    }
}
