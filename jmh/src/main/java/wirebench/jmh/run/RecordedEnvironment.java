package wirebench.jmh.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import wirebench.machine.fingerprint.Environment;
import wirebench.machine.fingerprint.Fingerprint;

/// A [Fingerprint] as it stands in `run.json`, with the arguments and flags of the forks' JVMs instead of our own.
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordedEnvironment(
        String os,
        String kernel,
        @Nullable String cpuModel,
        int cores,
        @Nullable Long memoryMiB,
        @Nullable String virtualization,
        String jdk,
        String jdkVendor,
        List<String> jvmFlags,
        @Nullable String gitCommit,
        @Nullable Boolean gitDirty,
        @Nullable String clockSource,
        @Nullable Double loadAverage,
        @Nullable String governor,
        List<String> vmFlags,
        @JsonAnyGetter Map<String, String> facts) {
    /// @param vmFlags what the forks' arguments, and the machine, make of a JVM
    static RecordedEnvironment of(Fingerprint machine, List<String> forkArguments, List<String> vmFlags) {
        Environment environment = machine.environment();
        return new RecordedEnvironment(
                environment.os(),
                environment.kernel(),
                environment.cpuModel().orElse(null),
                environment.cores(),
                orNull(environment.memoryMiB()),
                environment.virtualization().orElse(null),
                environment.jdk(),
                environment.jdkVendor(),
                forkArguments,
                environment.gitCommit().orElse(null),
                environment.gitDirty().orElse(null),
                environment.clockSource().orElse(null),
                orNull(environment.loadAverage()),
                environment.governor().orElse(null),
                vmFlags,
                machine.facts());
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
