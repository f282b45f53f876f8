package wirebench.reports.files;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import wirebench.machine.noise.NoiseLimits;

/// The noise of the machine from the start of a fork's JVM to its end. Immutable; what the system does not tell is
/// empty.
///
/// @param stealPercent share of processor time that the hypervisor gave to others
/// @param cpuPressureAvg10 percent of the last 10 s in which some thread waited for a processor
/// @param cpuPressurePercent the same of the fork's whole time
/// @param throttledPercent of the fork's time that the control group's quota took
/// @param loadAverage threads that ran or wanted to, averaged over about a minute
/// @param timeWait sockets in TIME_WAIT
/// @param neighbourPercent of one processor that all other processes used together
/// @param strayJvms Java processes that are not ours, with their ids
/// @param crossed the limits that it crossed, in words
public record ForkNoise(
        OptionalDouble stealPercent,
        OptionalDouble cpuPressureAvg10,
        OptionalDouble cpuPressurePercent,
        OptionalDouble throttledPercent,
        OptionalDouble loadAverage,
        OptionalLong timeWait,
        OptionalDouble neighbourPercent,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> strayJvms,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> crossed) {
    /// As a share of processor time: what loses more is not a measurement of the client alone.
    public static final double STEAL_LIMIT_PERCENT = NoiseLimits.DEFAULT.stealPercent();

    /// Keeps copies of the lists.
    public ForkNoise {
        strayJvms = List.copyOf(strayJvms);
        crossed = List.copyOf(crossed);
    }

    /// Whether the hypervisor took so much that the fork is not a measurement of the client alone.
    public boolean isStolen() {
        return stealPercent.orElse(0) > STEAL_LIMIT_PERCENT;
    }
}
