package wirebench.machine.fingerprint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import wirebench.machine.system.ControlGroup;
import wirebench.machine.system.CpuSet;
import wirebench.machine.system.SystemFiles;

/// The machine in all that a result over loopback may depend on. Immutable; what the system does not tell is empty.
///
/// @param environment what everybody asks first
/// @param topology its processors
/// @param group what control groups leave this process
/// @param host what the machine runs inside of
/// @param settings of the kernel
/// @param power idle states and frequencies
/// @param jarSha256 of the jar that this program was started from
public record Fingerprint(
        Environment environment,
        Topology topology,
        ControlGroup group,
        Host host,
        KernelSettings settings,
        PowerSaving power,
        Optional<String> jarSha256) {
    private static final long MIB = 1 << 20;

    /// Looks around. Takes some milliseconds, starts `git` twice and reads the jar.
    ///
    /// @return what was found
    public static Fingerprint read() {
        return read(SystemFiles.HERE);
    }

    /// The fingerprint of the machine that these files tell of.
    public static Fingerprint read(SystemFiles files) {
        return new Fingerprint(
                Environment.read(files),
                Topology.read(files),
                ControlGroup.read(files),
                Host.read(files),
                KernelSettings.read(files),
                PowerSaving.read(files),
                BenchmarkJar.sha256());
    }

    /// What is not in the [Environment], by the keys of result files. What is not known is left out.
    ///
    /// @return in the order in which a person reads it
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "cpuPackages", topology.packages());
        put(facts, "cpuCores", topology.cores());
        put(facts, "cpuProcessors", topology.processors());
        put(facts, "numaNodes", topology.nodes());
        put(facts, "cpuCaches", list(topology.caches()));
        put(facts, "cpusAllowed", topology.allowed().map(CpuSet::toString));
        put(facts, "cgroupVersion", group.version());
        put(facts, "cgroupCpus", decimal(group.cpus()));
        put(facts, "cgroupMemoryMiB", mebibytes(group.memoryOctets()));
        put(facts, "machineProduct", host.product());
        put(facts, "container", host.container());
        facts.putAll(settings.sysctls());
        put(facts, "loopbackMtu", number(settings.loopbackMtu()));
        put(facts, "transparentHugePages", settings.hugePages());
        put(facts, "idleDriver", power.idleDriver());
        put(facts, "idleGovernor", power.idleGovernor());
        put(facts, "haltPollNanos", number(power.haltPollNanos()));
        put(facts, "frequencyDriver", power.frequencyDriver());
        put(facts, "turbo", power.turbo());
        put(facts, "jarSha256", jarSha256);
        return facts;
    }

    private static void put(Map<String, String> facts, String key, Optional<String> value) {
        value.ifPresent(text -> facts.put(key, text));
    }

    private static void put(Map<String, String> facts, String key, OptionalInt value) {
        value.ifPresent(number -> facts.put(key, Integer.toString(number)));
    }

    private static Optional<String> number(OptionalLong value) {
        return value.isPresent() ? Optional.of(Long.toString(value.getAsLong())) : Optional.empty();
    }

    private static Optional<String> mebibytes(OptionalLong octets) {
        return octets.isPresent() ? Optional.of(Long.toString(octets.getAsLong() / MIB)) : Optional.empty();
    }

    private static Optional<String> decimal(OptionalDouble value) {
        return value.isPresent()
                ? Optional.of(String.format(Locale.ROOT, "%.2f", value.getAsDouble()))
                : Optional.empty();
    }

    private static Optional<String> list(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
