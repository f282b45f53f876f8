package wirebench.machine.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// How much disturbance a measurement may suffer and still be one. What the system does not tell crosses no limit.
/// Immutable.
///
/// @param stealPercent of all processor time
/// @param throttledPercent of the time
/// @param strayPercent of one processor, for all stray JVMs together
/// @param neighbourPercent of one processor, for all processes together that are not ours
/// @param cpuPressurePercent of the time
public record NoiseLimits(
        double stealPercent,
        double throttledPercent,
        double strayPercent,
        double neighbourPercent,
        double cpuPressurePercent) {
    /// Steal of 1 %, as the report has it; a quota that hardly bites; stray JVMs that hardly run; and of
    /// everything else together a quarter of a processor, since the kernel's own work and a terminal are in it.
    /// Pressure has no limit here: a measurement that saturates its processors makes all of it by itself. What is
    /// usual for a machine is told by an arm that is measured against itself.
    public static final NoiseLimits DEFAULT = new NoiseLimits(1, 0.5, 5, 25, 100);

    /// Which limits a sample crossed, and by how much, each in words.
    ///
    /// @param sample what was seen
    /// @return empty if none
    public List<String> crossedBy(NoiseSample sample) {
        List<String> crossed = new ArrayList<>();
        cross(crossed, "steal", sample.stealPercent(), stealPercent, " % of processor time");
        cross(crossed, "quota", sample.throttledPercent(), throttledPercent, " % of the time held back");
        cross(crossed, strays(sample), OptionalDouble.of(sample.strayPercent()), strayPercent, " % of a processor");
        cross(crossed, "other processes", sample.neighbourPercent(), neighbourPercent, " % of a processor");
        cross(crossed, "CPU pressure", sample.cpuPressurePercent(), cpuPressurePercent, " % of the time");
        return List.copyOf(crossed);
    }

    /// With the names and numbers of those that ran, so that somebody can look at them.
    private static String strays(NoiseSample sample) {
        return "stray JVMs ("
                + sample.strayJvms().stream()
                        .filter(stray -> stray.cpuTicks() > 0)
                        .map(stray -> stray.name() + ", pid " + stray.pid())
                        .collect(Collectors.joining("; "))
                + ")";
    }

    private static void cross(List<String> crossed, String what, OptionalDouble value, double limit, String unit) {
        value.stream()
                .filter(measured -> measured > limit)
                .mapToObj(measured -> String.format(
                        Locale.ROOT, "%s took %.1f%s where %.1f is the limit", what, measured, unit, limit))
                .forEach(crossed::add);
    }
}
