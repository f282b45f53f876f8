package wirebench.machine.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    static List<StrayJvm> all(SystemFiles files, long ownPid) {
        Processes processes = Processes.now(files);
        List<StrayJvm> strays = new ArrayList<>();
        Set<Long> ancestors = processes.ancestors(ownPid);
        for (long pid : processes.stats().keySet()) {
            boolean family = ancestors.contains(pid) || processes.ancestors(pid).contains(ownPid);
            if (!family && files.line("proc/" + pid + "/comm").orElse("").equals("java")) {
                strays.add(new StrayJvm(pid, name(files, pid), processes.ticks(pid)));
            }
        }
        strays.sort((one, other) -> Long.compare(one.pid, other.pid));
        return List.copyOf(strays);
    }

    /// The first argument that is no option. An option's own value, as that of `-cp`, is told by what follows
    /// `-jar` or by a name without slashes.
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
