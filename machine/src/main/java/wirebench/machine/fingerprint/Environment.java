package wirebench.machine.fingerprint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.system.SystemFiles;

/// The machine, the system and the JVM: what somebody must match to see the same figures. Immutable; what the
/// system does not tell is empty.
///
/// @param os name of the operating system, with its version where it has one
/// @param kernel release of the kernel
/// @param cpuModel the processor, as it names itself
/// @param cores processors that this JVM may use
/// @param memoryMiB memory of the machine
/// @param virtualization what the machine runs on, if it is virtual: the hypervisor's name where it can be told
/// @param jdk version of this JVM
/// @param jdkVendor who built it
/// @param jvmFlags arguments of this JVM
/// @param clockSource what the kernel reads the time from
/// @param governor how the first processor's frequency is governed
/// @param loadAverage threads that ran or wanted to, averaged over about a minute
/// @param gitCommit the commit that the working directory is at
/// @param gitDirty whether it differs from that commit
public record Environment(
        String os,
        String kernel,
        Optional<String> cpuModel,
        int cores,
        OptionalLong memoryMiB,
        Optional<String> virtualization,
        String jdk,
        String jdkVendor,
        List<String> jvmFlags,
        Optional<String> clockSource,
        Optional<String> governor,
        OptionalDouble loadAverage,
        Optional<String> gitCommit,
        Optional<Boolean> gitDirty) {
    private static final long GIT_SECONDS = 5;
    private static final long KIB_PER_MIB = 1024;

    /// Copies the list.
    public Environment {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /// Looks around. Takes some milliseconds, and starts `git` twice.
    ///
    /// @return what was found
    public static Environment read() {
        return read(SystemFiles.HERE);
    }

    static Environment read(SystemFiles files) {
        Optional<String> status = git("status", "--porcelain");
        return new Environment(
                files.value("etc/os-release", "PRETTY_NAME=")
                        .map(name -> name.replace("\"", ""))
                        .orElse(System.getProperty("os.name")),
                System.getProperty("os.version"),
                files.value("proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                memoryMiB(files),
                virtualization(files),
                Runtime.version().toString(),
                System.getProperty("java.vendor"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                files.line("sys/devices/system/clocksource/clocksource0/current_clocksource"),
                files.line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
                NoiseMeter.loadAverage(files),
                git("rev-parse", "HEAD").filter(commit -> !commit.isEmpty()),
                status.map(changes -> !changes.isEmpty()));
    }

    private static OptionalLong memoryMiB(SystemFiles files) {
        return files.value("proc/meminfo", "MemTotal").stream()
                .mapToLong(value -> Long.parseLong(value.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst();
    }

    /// A hypervisor shows itself by a processor flag; its name stands in the firmware's tables, if it fills them
    /// in.
    private static Optional<String> virtualization(SystemFiles files) {
        boolean virtual = files.value("proc/cpuinfo", "flags")
                .filter(flags -> (" " + flags + " ").contains(" hypervisor "))
                .isPresent();
        if (!virtual) {
            return files.text("proc/cpuinfo").map(_ -> "none seen");
        }
        return files.line("sys/hypervisor/type")
                .or(() -> files.line("sys/class/dmi/id/sys_vendor"))
                .or(() -> Optional.of("a hypervisor that does not tell its name"));
    }

    /// What git prints; nothing if there is no git, or no repository here.
    private static Optional<String> git(String... arguments) {
        ProcessBuilder command = new ProcessBuilder("git");
        command.command().addAll(List.of(arguments));
        command.redirectErrorStream(true);
        try {
            Process git = command.start();
            git.getOutputStream().close();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
