package wirebench.machine.noise;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wirebench.machine.system.SystemFiles;

/// The processes that this one can see, at one moment. Immutable.
///
/// Source: proc(5) for `/proc/PID/stat`.
///
/// @param stats the fields of each after its name, by its number
record Processes(Map<Long, List<String>> stats) {
    // Fields counted from the state, the first one after the name.
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    static Processes now(SystemFiles files) {
        Map<Long, List<String>> stats = new HashMap<>();
        for (String name : files.names("proc")) {
            if (name.matches("[0-9]{1,10}")) {
                List<String> stat = stat(files, name);
                if (stat.size() > ENDED_SYSTEM) { // else it has ended just now
                    stats.put(Long.valueOf(name), stat);
                }
            }
        }
        return new Processes(stats);
    }

    /// The fields after the process's name, which may itself hold blanks and parentheses.
    private static List<String> stat(SystemFiles files, String pid) {
        String line = files.line("proc/" + pid + "/stat").orElse("");
        int name = line.lastIndexOf(')');
        return name < 0 || name + 2 > line.length()
                ? List.of()
                : List.of(line.substring(name + 2).split(" ", -1));
    }

    /// A process, who started it, and so on.
    Set<Long> ancestors(long pid) {
        Set<Long> ancestors = new HashSet<>();
        long next = pid;
        while (ancestors.add(next)) {
            List<String> stat = stats.get(next);
            if (stat == null) {
                break;
            }
            next = Long.parseLong(stat.get(PARENT));
        }
        return ancestors;
    }

    /// Processor time of one process, in ticks of 10 ms since it started.
    long ticks(long pid) {
        return sum(pid, USER, SYSTEM);
    }

    /// Processor time of a process and of all that it started, those that have ended included, in the same ticks.
    long ticksOfFamily(long pid) {
        return stats.keySet().stream()
                .filter(each -> ancestors(each).contains(pid))
                .mapToLong(each -> sum(each, USER, SYSTEM, ENDED_USER, ENDED_SYSTEM))
                .sum();
    }

    private long sum(long pid, int... fields) {
        List<String> stat = stats.getOrDefault(pid, List.of());
        long sum = 0;
        for (int field : fields) {
            sum += stat.isEmpty() ? 0 : Long.parseLong(stat.get(field));
        }
        return sum;
    }
}
