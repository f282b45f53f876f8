package wirebench.machine.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import wirebench.machine.fingerprint.Environment;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.fingerprint.Host;

/// The rest: memory, clock, host, JDK and what is measured.
final class SystemChecks {
    /// A fork's heap, its direct memory, a server and what two JVMs need besides.
    private static final long LEAST_MIB = 1_024;

    private static final long COMFORTABLE_MIB = 2_048;
    private static final long MIB = 1 << 20;
    private static final int JDK_FEATURE = 25;

    /// Clocks that are read without asking the kernel or the host.
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "timebase");

    private SystemChecks() {}

    static List<Finding> of(Fingerprint machine, Vitals vitals) {
        Environment environment = machine.environment();
        return List.of(
                memory(vitals.availableMiB(), machine.group().memoryOctets()),
                clock(environment.clockSource()),
                host(environment.virtualization(), machine.host()),
                jdk(environment.jdk()),
                commit(environment.gitDirty()));
    }

    static Finding memory(OptionalLong available, OptionalLong groupOctets) {
        LongStream ofGroup = groupOctets.stream().map(octets -> octets / MIB);
        OptionalLong least = LongStream.concat(available.stream(), ofGroup).min();
        if (least.isEmpty()) {
            return Finding.unknown("memory", "the system does not tell");
        }
        long mib = least.getAsLong();
        String found = mib + " MiB to be had";
        String cure = "end what holds memory (see 'free -m' and 'ps aux --sort=-rss | head'), or raise the limit";
        if (mib < LEAST_MIB) {
            return Finding.spoils("memory", found, "a fork and its server need about " + LEAST_MIB + " MiB", cure);
        }
        return mib < COMFORTABLE_MIB
                ? Finding.note("memory", found, "enough for a fork, not for sweeps of connections", cure)
                : Finding.ok("memory", found);
    }

    static Finding clock(Optional<String> source) {
        if (source.isEmpty()) {
            return Finding.unknown("clock", "the kernel does not tell");
        }
        String name = source.get();
        return FAST_CLOCKS.contains(name)
                ? Finding.ok("clock", name)
                : Finding.spoils(
                        "clock",
                        name,
                        "reading the time costs a system call or more, twice for each exchange",
                        "choose another: cat /sys/devices/system/clocksource/clocksource0/available_clocksource, then"
                                + " echo tsc | sudo tee"
                                + " /sys/devices/system/clocksource/clocksource0/current_clocksource");
    }

    static Finding host(Optional<String> virtualization, Host host) {
        if (host.container().isEmpty()
                && virtualization.filter("none seen"::equals).isPresent()) {
            return Finding.ok("host", host.product().orElse("no virtual machine"));
        }
        if (host.container().isEmpty() && virtualization.isEmpty()) {
            return Finding.unknown("host", "the system does not tell");
        }
        String machine = host.product().or(() -> virtualization).orElse("");
        String container =
                host.container().map(name -> ", in a container (" + name + ")").orElse("");
        return Finding.note(
                "host",
                "virtual: " + machine + container,
                "other guests can take processor time at any moment; each fork records what they took (steal)",
                "for figures to publish use a machine without a hypervisor");
    }

    static Finding jdk(String version) {
        int feature = Runtime.Version.parse(version).feature();
        return feature == JDK_FEATURE
                ? Finding.ok("JDK", version)
                : Finding.note(
                        "JDK",
                        version,
                        "published results are from JDK " + JDK_FEATURE,
                        "export JAVA_HOME=/path/to/jdk-" + JDK_FEATURE);
    }

    static Finding commit(Optional<Boolean> dirty) {
        if (dirty.isEmpty()) {
            return Finding.note(
                    "commit",
                    "no git repository here",
                    "a result will not tell which code it is of, except by the jar's hash",
                    "run from a checkout");
        }
        return dirty.get()
                ? Finding.note(
                        "commit",
                        "there are uncommitted changes",
                        "a result cannot be traced to code",
                        "commit or stash what 'git status' lists")
                : Finding.ok("commit", "nothing uncommitted");
    }
}
