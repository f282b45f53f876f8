package wirebench.jmh.program;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import wirebench.machine.fingerprint.KernelSettings;
import wirebench.machine.system.SystemFiles;

/// The limits of a machine, to be looked at before it is filled and not found out by running into it. A limit
/// that cannot be read is empty, and refuses nothing. Immutable.
///
/// @param descriptors that one process may have open, the client's and the server's alike
/// @param ports of one address from which connections can be made
/// @param timeWait sockets that hold such a port after their connection has ended
/// @param threads that may still be started
record MachineLimits(OptionalLong descriptors, OptionalLong ports, OptionalLong timeWait, OptionalLong threads) {
    /// Descriptors and threads of a JVM that are not for connections, with room to spare.
    private static final int OF_THE_JVM = 200;

    private static final int MAPPINGS_OF_A_THREAD = 2; // its stack, and the guard at its end
    private static final Pattern TIME_WAIT = Pattern.compile("(?m)^TCP:.* tw ([0-9]+)");
    private static final Pattern RUNNING = Pattern.compile("[0-9]+/([0-9]+)");

    /// Those of this machine, now.
    static MachineLimits now() {
        return of(SystemFiles.HERE, descriptorsOfThisProcess());
    }

    /// Those that some files tell.
    static MachineLimits of(SystemFiles files, OptionalLong descriptors) {
        return new MachineLimits(
                descriptors,
                KernelSettings.read(files).ports(),
                found(TIME_WAIT, files.text("proc/net/sockstat")),
                threads(files));
    }

    private static OptionalLong descriptorsOfThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    /// The least of several limits, all of which count threads of all processes, or what these need.
    private static OptionalLong threads(SystemFiles files) {
        OptionalLong running = found(RUNNING, files.text("proc/loadavg"));
        List<OptionalLong> limits = new ArrayList<>();
        limits.add(files.number("proc/sys/kernel/threads-max"));
        limits.add(files.number("proc/sys/kernel/pid_max"));
        limits.add(files.number("sys/fs/cgroup/pids.max"));
        limits.add(files.number("sys/fs/cgroup/pids/pids.max"));
        OptionalLong least = limits.stream().flatMapToLong(OptionalLong::stream).min();
        LongStream ofSystem = least.stream().map(limit -> limit - running.orElse(0));
        LongStream ofProcess =
                files.number("proc/sys/vm/max_map_count").stream().map(mappings -> mappings / MAPPINGS_OF_A_THREAD);
        return LongStream.concat(ofSystem, ofProcess).min();
    }

    private static OptionalLong found(Pattern pattern, Optional<String> text) {
        return text.map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> OptionalLong.of(Long.parseLong(matcher.group(1))))
                .orElse(OptionalLong.empty());
    }

    /// Why a cell cannot run, and how many connections could; empty if it can.
    Optional<String> refusal(MemoryCell cell) {
        List<String> reasons = new ArrayList<>();
        add(reasons, "descriptors", descriptors.stream().map(all -> all - OF_THE_JVM), cell.connections());
        add(reasons, "local ports", freePorts(), cell.connections());
        if (cell.threads() > 0) {
            add(reasons, "threads", threads.stream().map(all -> all - OF_THE_JVM), cell.threads());
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private LongStream freePorts() {
        return ports.stream().map(all -> all - timeWait.orElse(0));
    }

    private static void add(List<String> reasons, String what, LongStream has, int needed) {
        has.filter(possible -> possible < needed)
                .forEach(possible ->
                        reasons.add("there are " + what + " for " + Math.max(0, possible) + " connections only"));
    }

    /// The limits in words.
    String text() {
        return "descriptors of a process " + text(descriptors) + ", local ports " + text(ports) + " of which "
                + text(timeWait) + " in TIME_WAIT, threads " + text(threads);
    }

    private static String text(OptionalLong limit) {
        return limit.isPresent() ? Long.toString(limit.getAsLong()) : "not known";
    }
}
