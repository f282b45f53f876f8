package wirebench.machine.doctor;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.noise.NoiseLimits;
import wirebench.machine.noise.NoiseSample;
import wirebench.machine.noise.StrayJvm;

/// Whether anybody else uses the machine just now.
final class QuietChecks {
    private static final double MOST_PRESSURE = 10;
    private static final double LITTLE_PRESSURE = 2;
    private static final double LITTLE_LOAD = 0.25; // of the processors
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LATE_NANOS = NANOS_PER_MILLI;
    private static final long VERY_LATE_NANOS = 10 * NANOS_PER_MILLI;
    private static final NoiseLimits LIMITS = NoiseLimits.DEFAULT;

    private QuietChecks() {}

    static List<Finding> of(Fingerprint machine, Vitals vitals) {
        NoiseSample noise = vitals.noise();
        return List.of(
                steal(noise),
                pressure(noise),
                load(noise, machine.environment().cores()),
                strays(noise),
                timer(vitals));
    }

    static Finding steal(NoiseSample noise) {
        OptionalDouble steal = noise.stealPercent();
        if (steal.isEmpty()) {
            return Finding.unknown("steal", "the kernel does not tell");
        }
        String found = percent(steal) + " of processor time goes to other machines on this host";
        return steal.getAsDouble() > LIMITS.stealPercent()
                ? Finding.spoils(
                        "steal",
                        found,
                        "a fork that loses more than " + percent(OptionalDouble.of(LIMITS.stealPercent()))
                                + " comes out several times slower, and not evenly",
                        "wait for a quieter hour and look with 'vmstat 1' (column st), or use a machine of your own")
                : Finding.ok("steal", percent(steal));
    }

    static Finding pressure(NoiseSample noise) {
        OptionalDouble pressure = noise.cpuPressurePercent();
        if (pressure.isEmpty()) {
            return Finding.unknown("CPU pressure", "the kernel keeps none (it needs CONFIG_PSI)");
        }
        String found = "threads waited for a processor in " + percent(pressure) + " of the time";
        String cure = "see who with 'top', and stop it";
        if (pressure.getAsDouble() > MOST_PRESSURE) {
            return Finding.spoils("CPU pressure", found, "somebody else needs the processors as well", cure);
        }
        return pressure.getAsDouble() > LITTLE_PRESSURE
                ? Finding.note("CPU pressure", found, "something runs beside the measurement now and then", cure)
                : Finding.ok("CPU pressure", percent(pressure));
    }

    static Finding load(NoiseSample noise, int processors) {
        if (noise.loadAverage().isEmpty()) {
            return Finding.unknown("load", "the system does not tell");
        }
        double load = noise.loadAverage().getAsDouble();
        String found = String.format(
                Locale.ROOT,
                "%.2f on %d %s over the last minute",
                load,
                processors,
                processors == 1 ? "processor" : "processors");
        if (load > processors) {
            return Finding.spoils(
                    "load",
                    found,
                    "the machine has been busier than it can be",
                    "see who with 'top', stop it, and wait a minute");
        }
        return load > LITTLE_LOAD * processors
                ? Finding.note("load", found, "something ran just now", "wait until it has ended")
                : Finding.ok("load", found);
    }

    static Finding strays(NoiseSample noise) {
        List<StrayJvm> strays = noise.strayJvms();
        if (strays.isEmpty()) {
            return Finding.ok("other JVMs", "none");
        }
        String found = strays.stream()
                .map(stray -> stray.name() + " (pid " + stray.pid() + ")")
                .collect(Collectors.joining(", "));
        String cure = "if they are left-overs: kill "
                + strays.stream().map(stray -> Long.toString(stray.pid())).collect(Collectors.joining(" "));
        return noise.strayPercent() > LIMITS.strayPercent()
                ? Finding.spoils(
                        "other JVMs",
                        found + " used " + percent(OptionalDouble.of(noise.strayPercent())) + " of a processor",
                        "they take turns with what is measured",
                        cure)
                : Finding.note(
                        "other JVMs",
                        found + ", all but idle",
                        "they may wake up, to collect garbage or to work",
                        cure);
    }

    static Finding timer(Vitals vitals) {
        long late = vitals.hiccupNanos();
        String found = String.format(
                Locale.ROOT, "one sleep of 1 ms in a hundred ends %.2f ms late", (double) late / NANOS_PER_MILLI);
        String meaning = "so much is added to the tail of whatever waits";
        String cure = "stop what else runs; in a virtual machine the host's other guests matter as much";
        if (late > VERY_LATE_NANOS) {
            return Finding.spoils("timer", found, meaning, cure);
        }
        return late > LATE_NANOS ? Finding.note("timer", found, meaning, cure) : Finding.ok("timer", found);
    }

    private static String percent(OptionalDouble value) {
        return String.format(Locale.ROOT, "%.1f %%", value.orElse(0));
    }
}
