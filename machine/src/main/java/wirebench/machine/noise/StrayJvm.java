package wirebench.machine.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wirebench.machine.system.SystemFiles;

/// A Java process that neither started us nor was started by us, such as one that an earlier run left behind.
/// Immutable.
///
/// Source: proc(5) for `/proc/PID/stat`, `comm` and `cmdline`.
///
/// @param pid its number
/// @param name its main class or jar, without the path
/// @param cpuTicks processor time it used, in ticks of 10 ms: since it started, or, in a [NoiseSample], meanwhile
public record StrayJvm(long pid, String name, long cpuTicks) {
    private static final int PARENT = 1; // fields counted from the state, the first one after the name
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    static List<StrayJvm> all(SystemFiles files, long ownPid) {
        Map<Long, List<String>> processes = new HashMap<>();
        for (String name : files.names("proc")) {
            if (name.matches("[0-9]{1,10}")) {
                List<String> stat = stat(files, name);
                if (stat.size() > SYSTEM) { // else it has ended just now
                    processes.put(Long.valueOf(name), stat);
                }
            }
        }
        List<StrayJvm> strays = new ArrayList<>();
        Set<Long> ancestors = ancestors(processes, ownPid);
        processes.forEach((pid, stat) -> {
            boolean family =
                    ancestors.contains(pid) || ancestors(processes, pid).contains(ownPid);
            if (!family && files.line("proc/" + pid + "/comm").orElse("").equals("java")) {
                strays.add(new StrayJvm(pid, name(files, pid), ticks(stat)));
            }
        });
        strays.sort((one, other) -> Long.compare(one.pid, other.pid));
        return List.copyOf(strays);
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
    private static Set<Long> ancestors(Map<Long, List<String>> processes, long pid) {
        Set<Long> ancestors = new HashSet<>();
        long next = pid;
        while (ancestors.add(next)) {
            List<String> stat = processes.get(next);
            if (stat == null) {
                break;
            }
            next = Long.parseLong(stat.get(PARENT));
        }
        return ancestors;
    }

    private static long ticks(List<String> stat) {
        return Long.parseLong(stat.get(USER)) + Long.parseLong(stat.get(SYSTEM));
    }

    /// The first argument that is no option. An option's own value, as that of `-cp`, is told by what follows `-jar`
    /// or by a name without slashes.
    private static String name(SystemFiles files, long pid) {
        List<String> arguments =
                Arrays.asList(files.text("proc/" + pid + "/cmdline").orElse("").split("\0", -1));
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean valueOfOption = List.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules")
                    .contains(arguments.get(i - 1));
            if (!argument.startsWith("-") && !argument.startsWith("@") && !argument.isEmpty() && !valueOfOption) {
                return argument.substring(argument.lastIndexOf('/') + 1);
            }
        }
        return "java";
    }

    /// The same process with the time that it used since it was seen before.
    StrayJvm since(List<StrayJvm> earlier) {
        return earlier.stream()
                .filter(other -> other.pid == pid && other.cpuTicks <= cpuTicks)
                .findFirst()
                .map(other -> new StrayJvm(pid, name, cpuTicks - other.cpuTicks))
                .orElse(this);
    }
}
