package wirebench.machine.system;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The threads of this process, with what they have gone through up to one moment, by their numbers. Immutable.
///
/// The kernel keeps these figures for each thread and forgets them with it. So what passes between two looks is a sum
/// over the threads that are there at the second one; what threads did that ended in between is not in it. Drivers,
/// event loops and carriers live as long as a measurement. It reads two files for each thread.
///
/// Source: proc(5) for `/proc/PID/task/TID/status`, and the kernel's documentation of `schedstat`.
///
/// @param threads empty outside of Linux
public record Tasks(Map<String, Task> threads) {
    private static final String FOLDER = "proc/self/task";

    /// Copies the map.
    public Tasks {
        threads = Map.copyOf(threads);
    }

    /// The purpose that a thread works for, told by the name that HotSpot gives it.
    public enum Role {
        /// Collectors and the VM's own operations, which with the Serial collector are the collector.
        GC,
        /// Compilers.
        JIT,
        /// Everything else.
        WORK;

        static Role of(String name) {
            if (name.startsWith("GC Thread")
                    || name.startsWith("G1 ")
                    || name.startsWith("ZWorker")
                    || name.startsWith("ZDriver")
                    || name.startsWith("Shenandoah")
                    || name.equals("VM Thread")) {
                return GC;
            }
            return name.startsWith("C1 ") || name.startsWith("C2 ") ? JIT : WORK;
        }
    }

    /// One thread, with what it has gone through.
    ///
    /// @param role what it works for
    /// @param cpuNanos processor time
    /// @param waitNanos time in which it could have run but had no processor
    /// @param voluntary switches because it waited for something
    /// @param involuntary switches because somebody else was to run
    public record Task(Role role, long cpuNanos, long waitNanos, long voluntary, long involuntary) {
        Task since(Task earlier) {
            // Less than before means that the number belongs to another thread now.
            return earlier.cpuNanos > cpuNanos || earlier.voluntary > voluntary
                    ? this
                    : new Task(
                            role,
                            cpuNanos - earlier.cpuNanos,
                            waitNanos - earlier.waitNanos,
                            voluntary - earlier.voluntary,
                            involuntary - earlier.involuntary);
        }
    }

    /// Looks at this process.
    ///
    /// @return all its threads
    public static Tasks now() {
        return now(SystemFiles.HERE);
    }

    static Tasks now(SystemFiles files) {
        Map<String, Task> threads = new HashMap<>();
        for (String thread : files.names(FOLDER)) {
            task(files, FOLDER + "/" + thread).ifPresent(task -> threads.put(thread, task));
        }
        return new Tasks(threads);
    }

    /// Nothing if the thread has ended just now.
    private static Optional<Task> task(SystemFiles files, String folder) {
        Optional<String> status = files.text(folder + "/status");
        String[] times = files.line(folder + "/schedstat").orElse("").split(" ", -1);
        if (status.isEmpty() || times.length < 2) {
            return Optional.empty();
        }
        String name = "";
        long voluntary = 0;
        long involuntary = 0;
        for (String line : status.get().split("\n", -1)) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("Name:")) {
                name = value;
            } else if (line.startsWith("voluntary_ctxt_switches:")) {
                voluntary = Long.parseLong(value);
            } else if (line.startsWith("nonvoluntary_ctxt_switches:")) {
                involuntary = Long.parseLong(value);
            }
        }
        Role role = Role.of(name);
        return Optional.of(new Task(role, Long.parseLong(times[0]), Long.parseLong(times[1]), voluntary, involuntary));
    }

    /// What passed since an earlier look.
    ///
    /// @param earlier of the same process
    /// @return the threads that are there now, with what they went through meanwhile
    public Tasks since(Tasks earlier) {
        Map<String, Task> meanwhile = new HashMap<>();
        threads.forEach((thread, task) -> {
            Task before = earlier.threads.get(thread);
            meanwhile.put(thread, before == null ? task : task.since(before));
        });
        return new Tasks(meanwhile);
    }

    /// Switches because a thread waited for something.
    ///
    /// @return the sum, or empty if the system does not tell
    public OptionalLong voluntarySwitches() {
        return sum(threads.values().stream().mapToLong(Task::voluntary).sum());
    }

    /// Switches because somebody else was to run.
    ///
    /// @return the sum, or empty if the system does not tell
    public OptionalLong involuntarySwitches() {
        return sum(threads.values().stream().mapToLong(Task::involuntary).sum());
    }

    /// Time in which threads could have run but had no processor.
    ///
    /// @return the sum, or empty if the system does not tell
    public OptionalLong waitNanos() {
        return sum(threads.values().stream().mapToLong(Task::waitNanos).sum());
    }

    /// Processor time of collectors and the VM's own operations.
    ///
    /// @return the sum, or empty if the system does not tell
    public OptionalLong gcNanos() {
        return sum(cpuNanos(Role.GC));
    }

    /// Processor time of compilers.
    ///
    /// @return the sum, or empty if the system does not tell
    public OptionalLong jitNanos() {
        return sum(cpuNanos(Role.JIT));
    }

    private long cpuNanos(Role role) {
        return threads.values().stream()
                .filter(task -> task.role() == role)
                .mapToLong(Task::cpuNanos)
                .sum();
    }

    private OptionalLong sum(long value) {
        return threads.isEmpty() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
