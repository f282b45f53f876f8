package wirebench.machine.fingerprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import wirebench.machine.system.CpuSet;
import wirebench.machine.system.SystemFiles;

/// The processors of the machine, how they hang together, and which of them this process may use. Immutable; what the
/// system does not tell is empty.
///
/// Source: the kernel's documentation of `/sys/devices/system/cpu`, and proc(5) for `Cpus_allowed_list`, in which
/// affinity and cpuset are combined.
///
/// @param packages sockets
/// @param cores in all sockets; with SMT there are fewer of them than processors
/// @param processors what the kernel schedules on
/// @param nodes of memory (NUMA)
/// @param caches of the first processor, such as `L1d 32K`, with the processors that share it
/// @param allowed processors that this process may run on
/// @param allowedCores how many cores those are
public record Topology(
        OptionalInt packages,
        OptionalInt cores,
        OptionalInt processors,
        OptionalInt nodes,
        List<String> caches,
        Optional<CpuSet> allowed,
        OptionalInt allowedCores) {
    private static final String CPUS = "sys/devices/system/cpu";

    /// Copies the list.
    public Topology {
        caches = List.copyOf(caches);
    }

    /// The topology that these files tell of.
    public static Topology read(SystemFiles files) {
        CpuSet cpus = numbered(files, CPUS, "cpu");
        Optional<CpuSet> allowed = allowed(files);
        return new Topology(
                places(files, cpus, "physical_package_id"),
                places(files, cpus, "physical_package_id", "core_id"),
                positive(cpus.size()),
                positive(numbered(files, "sys/devices/system/node", "node").size()),
                caches(files),
                allowed,
                allowed.isEmpty()
                        ? OptionalInt.empty()
                        : places(files, allowed.get(), "physical_package_id", "core_id"));
    }

    private static Optional<CpuSet> allowed(SystemFiles files) {
        try {
            return files.value("proc/self/status", "Cpus_allowed_list").map(CpuSet::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // another kernel's notation
        }
    }

    /// Folders such as `cpu0` and `cpu1`, by their numbers.
    private static CpuSet numbered(SystemFiles files, String folder, String word) {
        return new CpuSet(files.names(folder).stream()
                .filter(name -> name.matches(word + "[0-9]{1,5}"))
                .map(name -> Integer.parseInt(name.substring(word.length())))
                .toList());
    }

    /// In how many places the processors are, where a place is what all of these files say together.
    private static OptionalInt places(SystemFiles files, CpuSet cpus, String... names) {
        Set<List<String>> places = new HashSet<>();
        for (int cpu : cpus.cpus()) {
            List<String> place = new ArrayList<>();
            for (String name : names) {
                files.line(CPUS + "/cpu" + cpu + "/topology/" + name).ifPresent(place::add);
            }
            if (place.size() == names.length) { // a processor that is switched off tells nothing
                places.add(place);
            }
        }
        return positive(places.size());
    }

    private static List<String> caches(SystemFiles files) {
        List<String> caches = new ArrayList<>();
        for (String index : files.names(CPUS + "/cpu0/cache")) {
            String folder = CPUS + "/cpu0/cache/" + index;
            Optional<String> level = files.line(folder + "/level");
            Optional<String> size = files.line(folder + "/size");
            if (level.isPresent() && size.isPresent()) {
                caches.add("L" + level.get() + kind(files.line(folder + "/type").orElse("")) + " " + size.get()
                        + files.line(folder + "/shared_cpu_list")
                                .map(cpus -> " of " + cpus)
                                .orElse(""));
            }
        }
        return caches;
    }

    private static String kind(String type) {
        return switch (type) {
            case "Data" -> "d";
            case "Instruction" -> "i";
            default -> "";
        };
    }

    private static OptionalInt positive(int count) {
        return count > 0 ? OptionalInt.of(count) : OptionalInt.empty();
    }

    /// Whether processors are threads of fewer cores.
    ///
    /// @return false if that is not known
    public boolean smt() {
        return cores.isPresent() && processors.isPresent() && processors.getAsInt() > cores.getAsInt();
    }
}
