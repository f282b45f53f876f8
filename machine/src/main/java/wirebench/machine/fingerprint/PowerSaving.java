package wirebench.machine.fingerprint;

import java.util.Optional;
import java.util.OptionalLong;
import wirebench.machine.system.SystemFiles;

/// Settings that make a processor slower to answer, or faster for a while, without anybody asking. Immutable; in a
/// virtual machine most of it is the host's and empty here.
///
/// @param idleDriver who puts idle processors to sleep
/// @param idleGovernor how deep
/// @param haltPollNanos how long a virtual processor spins before it tells the host that it is idle
/// @param frequencyDriver who sets the frequency
/// @param governor how it is chosen, for the first processor
/// @param turbo `on` or `off`
public record PowerSaving(
        Optional<String> idleDriver,
        Optional<String> idleGovernor,
        OptionalLong haltPollNanos,
        Optional<String> frequencyDriver,
        Optional<String> governor,
        Optional<String> turbo) {
    private static final String CPU = "sys/devices/system/cpu/";

    static PowerSaving read(SystemFiles files) {
        return new PowerSaving(
                files.line(CPU + "cpuidle/current_driver"),
                files.line(CPU + "cpuidle/current_governor").or(() -> files.line(CPU + "cpuidle/current_governor_ro")),
                files.number("sys/module/haltpoll/parameters/guest_halt_poll_ns"),
                files.line(CPU + "cpu0/cpufreq/scaling_driver"),
                files.line(CPU + "cpu0/cpufreq/scaling_governor"),
                files.line(CPU + "intel_pstate/no_turbo")
                        .map(off -> off.equals("0") ? "on" : "off")
                        .or(() -> files.line(CPU + "cpufreq/boost").map(on -> on.equals("0") ? "off" : "on")));
    }
}
