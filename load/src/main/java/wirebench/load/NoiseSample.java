package wirebench.load;

import java.util.OptionalDouble;

/// What disturbed this machine over a time. Each figure is empty where the system does not tell it. Immutable.
///
/// @param stealPercent share of all processor time that the hypervisor gave to somebody else
/// @param cpuPressureAvg10 share of the last 10 s in which some thread waited for a processor, in percent
/// @param loadAverage threads that ran or wanted to, averaged over about a minute
public record NoiseSample(OptionalDouble stealPercent, OptionalDouble cpuPressureAvg10, OptionalDouble loadAverage) {}
