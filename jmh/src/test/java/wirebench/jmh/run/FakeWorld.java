package wirebench.jmh.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.noise.NoiseSample;
import wirebench.reports.files.Origin;

/// A world of which a test decides what stands in it. The machine's noise is the real one.
///
/// @param jar its hash
/// @param jdk its version
record FakeWorld(String jar, String jdk) implements Surroundings {
    static final FakeWorld INSTANCE = new FakeWorld("0a", "25");

    @Override
    public Origin origin(String run) {
        return new Origin(run, Map.of("jar", jar, "jdk", jdk), Optional.of("c0ffee"));
    }

    @Override
    public Map<String, String> environment(List<String> forkArguments) {
        return Map.of(
                "os",
                "none",
                "kernel",
                "none",
                "cores",
                "2",
                "jdk",
                jdk,
                "jdkVendor",
                "none",
                "jvmFlags",
                "",
                "vmFlags",
                "");
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-23T15:12:33Z");
    }

    @Override
    public Supplier<NoiseSample> watch() {
        return NoiseMeter.start()::sample;
    }
}
