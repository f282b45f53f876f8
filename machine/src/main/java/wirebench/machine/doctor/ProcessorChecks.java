package wirebench.machine.doctor;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.fingerprint.PowerSaving;
import wirebench.machine.fingerprint.Topology;
import wirebench.machine.system.CpuSet;

/// Processors against the roles that want them, and what makes them fast or slow.
final class ProcessorChecks {
    /// Client and server, one each.
    private static final int ROLES = 2;

    /// Two more, for the compiler, the collector and the kernel.
    private static final int COMFORTABLE = 4;

    private ProcessorChecks() {}

    static List<Finding> of(Fingerprint machine) {
        return List.of(
                processors(machine),
                cores(machine.topology()),
                quota(machine),
                governor(machine.power()),
                turbo(machine.power()));
    }

    private static int usable(Fingerprint machine) {
        return machine.topology()
                .allowed()
                .map(CpuSet::size)
                .orElse(machine.environment().cores());
    }

    static Finding processors(Fingerprint machine) {
        int usable = usable(machine);
        String found = usable
                + (usable == 1 ? " processor" : " processors")
                + machine.topology().allowed().map(set -> " (" + set + ")").orElse("");
        if (usable < ROLES) {
            return Finding.spoils(
                    "processors",
                    found,
                    "client and server take turns, so neither is ever measured alone",
                    "measure where this process may use at least " + COMFORTABLE
                            + "; see what it may use with 'taskset -cp $$'");
        }
        if (usable < COMFORTABLE) {
            return Finding.note(
                    "processors",
                    found,
                    "one for the client and one for the server leave none for compiler, collector and kernel:"
                            + " absolute figures are this machine's, ratios may stand",
                    "measure on " + COMFORTABLE + " or more");
        }
        return Finding.ok("processors", found);
    }

    static Finding cores(Topology topology) {
        if (topology.allowedCores().isEmpty() || topology.allowed().isEmpty()) {
            return Finding.unknown("cores", "not told");
        }
        int cores = topology.allowedCores().getAsInt();
        int processors = topology.allowed().get().size();
        if (cores >= processors) {
            return Finding.ok("cores", "each processor is a core of its own");
        }
        return Finding.note(
                "cores",
                processors + " processors are siblings on " + cores + (cores == 1 ? " core" : " cores"),
                "client and server slow each other down when they are siblings",
                "see pairs in /sys/devices/system/cpu/cpu*/topology/thread_siblings_list and give each role its own"
                        + " core with --cpus");
    }

    static Finding quota(Fingerprint machine) {
        OptionalDouble cpus = machine.group().cpus();
        if (cpus.isEmpty()) {
            return Finding.ok("quota", "no control group limits the processor time");
        }
        String found = String.format(Locale.ROOT, "a control group grants %.2f processors", cpus.getAsDouble());
        if (cpus.getAsDouble() >= usable(machine)) {
            return Finding.ok("quota", found + ", which is all there are");
        }
        return Finding.spoils(
                "quota",
                found + " of " + usable(machine),
                "when the quota of a period is used up, every thread stops until the next one",
                "start the container without a quota (docker run without --cpus) and give it whole processors with"
                        + " 'docker run --cpuset-cpus=0-3'");
    }

    static Finding governor(PowerSaving power) {
        if (power.governor().isEmpty()) {
            return Finding.note(
                    "frequency",
                    "no governor is visible here",
                    "the host decides how fast the processors run, and may decide otherwise tomorrow",
                    "");
        }
        String governor = power.governor().get();
        return governor.equals("performance")
                ? Finding.ok("frequency", "governor performance")
                : Finding.note(
                        "frequency",
                        "governor " + governor,
                        "a processor that idles between exchanges slows down, so light loads look slower than they are",
                        "sudo cpupower frequency-set -g performance");
    }

    static Finding turbo(PowerSaving power) {
        return switch (power.turbo().orElse("not visible here")) {
            case "on" ->
                Finding.note(
                        "turbo",
                        "on",
                        "the first forks run on a cool processor and the last on a hot one",
                        power.frequencyDriver().orElse("").startsWith("intel")
                                ? "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
                                : "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost");
            case "off" -> Finding.ok("turbo", "off");
            default -> Finding.ok("turbo", "not visible here");
        };
    }
}
