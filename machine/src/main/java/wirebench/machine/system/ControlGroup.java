package wirebench.machine.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The limits that the control groups of this process set it. A limit of a group holds for the groups inside it, so
/// each is the least one on the way to the root. Immutable.
///
/// Source: the kernel's documentation of cgroup-v2 and of the v1 controllers cpu and memory. In a container the path
/// that the kernel tells may be one outside of it; what is not found there is looked for in its ancestors.
///
/// @param version `1` or `2`, or both; empty if there are no groups
/// @param cpus processors' worth of time; empty if there is no quota
/// @param memoryOctets empty if there is no limit
public record ControlGroup(Optional<String> version, OptionalDouble cpus, OptionalLong memoryOctets) {
    private static final String ROOT = "sys/fs/cgroup";
    private static final long UNLIMITED = 1L << 60; // version 1 writes the largest number of whole pages
    private static final long NANOS_PER_MICRO = 1_000;

    /// The control group of this process.
    public static ControlGroup read(SystemFiles files) {
        return new ControlGroup(
                version(files),
                folders(files, "cpu")
                        .flatMapToDouble(folder -> cpus(files, folder).stream())
                        .min(),
                folders(files, "memory")
                        .flatMapToLong(folder -> LongStream.concat(
                                files.number(folder + "/memory.max").stream(),
                                files.number(folder + "/memory.limit_in_bytes").stream()))
                        .filter(limit -> limit > 0 && limit < UNLIMITED)
                        .min());
    }

    /// How long the groups have been held back by their quota so far.
    public static OptionalLong throttledMicros(SystemFiles files) {
        return folders(files, "cpu")
                .flatMapToLong(folder -> LongStream.concat(
                        files.number(folder + "/cpu.stat", "throttled_usec").stream(),
                        files.number(folder + "/cpu.stat", "throttled_time").stream()
                                .map(nanos -> nanos / NANOS_PER_MICRO)))
                .max();
    }

    private static Optional<String> version(SystemFiles files) {
        List<String> groups = groups(files);
        boolean two = groups.stream().anyMatch(group -> group.startsWith("0::"));
        boolean one = groups.stream().anyMatch(group -> !group.startsWith("0::"));
        return two || one ? Optional.of(two && one ? "1 and 2" : two ? "2" : "1") : Optional.empty();
    }

    private static List<String> groups(SystemFiles files) {
        return files.text("proc/self/cgroup").stream()
                .flatMap(String::lines)
                .filter(line -> line.split(":", 3).length == 3)
                .toList();
    }

    /// Where a controller's files may be: the groups that this process is in, and their ancestors.
    private static Stream<String> folders(SystemFiles files, String controller) {
        List<String> folders = new ArrayList<>();
        for (String group : groups(files)) {
            String[] parts = group.split(":", 3);
            if (parts[1].isEmpty()) {
                addAncestors(folders, ROOT, parts[2]);
                addAncestors(folders, ROOT + "/unified", parts[2]);
            } else if (List.of(parts[1].split(",", -1)).contains(controller)) {
                addAncestors(folders, ROOT + "/" + parts[1], parts[2]);
                addAncestors(folders, ROOT + "/" + controller, parts[2]);
            }
        }
        return folders.stream().distinct();
    }

    private static void addAncestors(List<String> folders, String root, String path) {
        // A path that leads out of the namespace begins with "..": of that, only the root can be seen.
        String inside = path.contains("..") ? "" : path.replaceFirst("/+$", "");
        while (!inside.isEmpty()) {
            folders.add(root + inside);
            inside = inside.substring(0, inside.lastIndexOf('/'));
        }
        folders.add(root);
    }

    private static OptionalDouble cpus(SystemFiles files, String folder) {
        String[] max = files.line(folder + "/cpu.max").orElse("max").split(" ", 2);
        if (max.length == 2 && !max[0].equals("max")) {
            return OptionalDouble.of(Double.parseDouble(max[0]) / Double.parseDouble(max[1]));
        }
        OptionalLong quota = files.number(folder + "/cpu.cfs_quota_us");
        OptionalLong period = files.number(folder + "/cpu.cfs_period_us");
        return quota.orElse(-1) > 0 && period.orElse(0) > 0
                ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong())
                : OptionalDouble.empty();
    }
}
