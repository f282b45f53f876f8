package wirebench.reports.files;

import java.util.List;

/// What else the machine did while a fork ran. Immutable.
///
/// @param stealPercent share of processor time that the hypervisor gave to others; not a number if unknown
/// @param cpuPressurePercent share of time in which some thread waited for a processor; the same if unknown
/// @param crossed the limits that it crossed, in words
public record ForkNoise(double stealPercent, double cpuPressurePercent, List<String> crossed) {
    /// Keeps a copy of the list.
    public ForkNoise {
        crossed = List.copyOf(crossed);
    }
}
