package wirebench.jmh;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// What a machine has room for, to be looked at before it is filled and not found out by running into it. A limit
/// that cannot be read is empty, and refuses nothing. Immutable.
///
/// @param descriptors that one process may have open, the client's and the server's alike
/// @param ports of one address from which connections can be made
/// @param timeWait sockets that hold such a port after their connection has ended
/// @param threads that may still be started
record MachineLimits(OptionalLong descriptors, OptionalLong ports, OptionalLong timeWait, OptionalLong threads) {
    /// Descriptors and threads of a JVM that are not for connections, with room to spare.
    private static final int OF_THE_JVM = 200;

    private static final int MOST_OCTETS = 8192;
    private static final int MAPPINGS_OF_A_THREAD = 2; // its stack, and the guard at its end
    private static final Pattern TIME_WAIT = Pattern.compile("(?m)^TCP:.* tw ([0-9]+)");
    private static final Pattern RUNNING = Pattern.compile("[0-9]+/([0-9]+)");

    /// Those of this machine, now.
    static MachineLimits now() {
        return of(Path.of("/"), descriptorsOfThisProcess());
    }

    /// Those that the files below a folder tell.
    static MachineLimits of(Path root, OptionalLong descriptors) {
        return new MachineLimits(
                descriptors,
                ports(root.resolve("proc/sys/net/ipv4/ip_local_port_range")),
                found(TIME_WAIT, root.resolve("proc/net/sockstat")),
                threads(root));
    }

    private static OptionalLong descriptorsOfThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    private static OptionalLong ports(Path file) {
        String[] range = text(file).strip().split("\\s+", -1);
        return range.length == 2
                ? OptionalLong.of(Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1)
                : OptionalLong.empty();
    }

    /// The least of several limits, all of which count threads of all processes, or what these need.
    private static OptionalLong threads(Path root) {
        OptionalLong running = found(RUNNING, root.resolve("proc/loadavg"));
        List<OptionalLong> limits = new ArrayList<>();
        limits.add(number(root.resolve("proc/sys/kernel/threads-max")));
        limits.add(number(root.resolve("proc/sys/kernel/pid_max")));
        limits.add(number(root.resolve("sys/fs/cgroup/pids.max")));
        limits.add(number(root.resolve("sys/fs/cgroup/pids/pids.max")));
        OptionalLong least = limits.stream().flatMapToLong(OptionalLong::stream).min();
        LongStream ofSystem = least.stream().map(limit -> limit - running.orElse(0));
        LongStream ofProcess = number(root.resolve("proc/sys/vm/max_map_count")).stream()
                .map(mappings -> mappings / MAPPINGS_OF_A_THREAD);
        return LongStream.concat(ofSystem, ofProcess).min();
    }

    private static OptionalLong number(Path file) {
        String text = text(file).strip();
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static OptionalLong found(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(text(file));
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        // The kernel gives its settings to the first read only, so that must be a large one.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = new byte[MOST_OCTETS];
            return new String(octets, 0, in.readNBytes(octets, 0, MOST_OCTETS), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return ""; // not for us to read
        }
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
