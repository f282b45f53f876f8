package wirebench.jmh.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import wirebench.machine.fingerprint.Environment;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.fingerprint.VmFlags;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.noise.NoiseSample;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.files.Origin;

/// The machine and the JVM in which this program runs. Not thread-safe.
public final class ThisMachine implements Surroundings {
    /// Variables by which the environment adds arguments to every JVM that is started.
    private static final List<String> JVM_OPTIONS = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    private final Fingerprint fingerprint;
    private final CpuPlacement placement;
    private List<String> vmFlags = List.of();

    private ThisMachine(Fingerprint fingerprint, CpuPlacement placement) {
        this.fingerprint = fingerprint;
        this.placement = placement;
    }

    /// Looks around. Takes some milliseconds, starts `git` twice and reads the jar.
    ///
    /// @param placement which processors forks and servers are to have
    public static ThisMachine read(CpuPlacement placement) {
        return new ThisMachine(Fingerprint.read(), placement);
    }

    @Override
    public Origin origin(String run) {
        Environment environment = fingerprint.environment();
        Map<String, String> facts = new LinkedHashMap<>();
        fingerprint.jarSha256().ifPresent(sum -> facts.put("jar", sum));
        facts.put("jdk", environment.jdk() + ", " + environment.jdkVendor());
        jvmOptions().ifPresent(options -> facts.put("jvmOptions", options));
        environment.cpuModel().ifPresent(model -> facts.put("cpu", model));
        facts.put("cores", Integer.toString(environment.cores()));
        fingerprint.host().id().ifPresent(id -> facts.put("machine", id));
        if (placement.placesAnybody()) {
            facts.put("cpus", placement.toString());
        }
        return new Origin(run, facts, environment.gitCommit());
    }

    private static Optional<String> jvmOptions() {
        List<String> options = JVM_OPTIONS.stream()
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .filter(text -> !text.isBlank())
                .toList();
        return options.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", options));
    }

    @Override
    public Map<String, String> environment(List<String> forkArguments) {
        if (vmFlags.isEmpty() && !forkArguments.isEmpty()) {
            vmFlags = VmFlags.of(forkArguments); // once, because it starts a JVM
        }
        Environment environment = fingerprint.environment();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("os", environment.os());
        told.put("kernel", environment.kernel());
        environment.cpuModel().ifPresent(model -> told.put("cpuModel", model));
        told.put("cores", Integer.toString(environment.cores()));
        environment.memoryMiB().ifPresent(memory -> told.put("memoryMiB", Long.toString(memory)));
        environment.virtualization().ifPresent(kind -> told.put("virtualization", kind));
        told.put("jdk", environment.jdk());
        told.put("jdkVendor", environment.jdkVendor());
        told.put("jvmFlags", String.join(" ", forkArguments));
        environment.gitCommit().ifPresent(commit -> told.put("gitCommit", commit));
        environment.gitDirty().ifPresent(dirty -> told.put("gitDirty", Boolean.toString(dirty)));
        environment.clockSource().ifPresent(source -> told.put("clockSource", source));
        environment.loadAverage().ifPresent(load -> told.put("loadAverage", Double.toString(load)));
        environment.governor().ifPresent(governor -> told.put("governor", governor));
        told.put("vmFlags", String.join(" ", vmFlags));
        told.putAll(fingerprint.facts());
        return told;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Supplier<NoiseSample> watch() {
        return NoiseMeter.start()::sample;
    }
}
