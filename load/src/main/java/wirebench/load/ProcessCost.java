package wirebench.load;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import wirebench.machine.system.Tasks;

/// What this process has used up to one moment: heap allocated by all its threads, virtual ones included, and
/// processor time. A server in the same process is in these figures too. Immutable.
///
/// @param allocatedBytes since the JVM started; empty if the JVM does not tell
/// @param userTicks processor time in user mode, in ticks of 10 ms; empty outside of Linux
/// @param systemTicks processor time in system mode, in ticks of 10 ms; empty outside of Linux
/// @param tasks what its threads went through
public record ProcessCost(OptionalLong allocatedBytes, OptionalLong userTicks, OptionalLong systemTicks, Tasks tasks) {
    /// USER_HZ, which Linux fixes at 100 on every architecture that runs Java.
    private static final double MICROS_PER_TICK = 10_000;

    private static final Tasks NO_TASKS = new Tasks(Map.of());
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final int USER_FIELD = 11; // counted from the state, the first field after the name
    private static final int SYSTEM_FIELD = 12;

    /// Before a measurement: what looking at the threads costs is over before the rest is read.
    public static ProcessCost before() {
        Tasks tasks = Tasks.now();
        return withTasks(tasks);
    }

    /// After a measurement: what looking at the threads costs begins when the rest has been read.
    public static ProcessCost after() {
        ProcessCost cost = withTasks(NO_TASKS);
        return new ProcessCost(cost.allocatedBytes, cost.userTicks, cost.systemTicks, Tasks.now());
    }

    private static ProcessCost withTasks(Tasks tasks) {
        List<String> stat = stat();
        return new ProcessCost(allocated(), ticks(stat, USER_FIELD), ticks(stat, SYSTEM_FIELD), tasks);
    }

    /// What the process has done since an earlier moment, and the memory it has now.
    public ProcessWork workSince(ProcessCost earlier) {
        return ProcessWork.of(tasks.since(earlier.tasks));
    }

    /// Only this counter covers virtual threads; those of single threads answer -1 for them.
    private static OptionalLong allocated() {
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
            long bytes = threads.getTotalThreadAllocatedBytes();
            return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        }
        return OptionalLong.empty();
    }

    /// The fields after the process's name, which may itself hold blanks and parentheses.
    private static List<String> stat() {
        try {
            String line = Files.readString(STAT);
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException e) {
            return List.of(); // not Linux
        }
    }

    private static OptionalLong ticks(List<String> stat, int field) {
        return field < stat.size() ? OptionalLong.of(Long.parseLong(stat.get(field))) : OptionalLong.empty();
    }

    /// Octets allocated on the heap for each exchange since then; empty if they cannot be told.
    public OptionalDouble allocatedSince(ProcessCost earlier, long exchanges) {
        return perExchange(allocatedBytes, earlier.allocatedBytes, 1, exchanges);
    }

    /// Processor time in user mode for each exchange since then, in microseconds.
    public OptionalDouble userMicrosSince(ProcessCost earlier, long exchanges) {
        return perExchange(userTicks, earlier.userTicks, MICROS_PER_TICK, exchanges);
    }

    /// Processor time in system mode for each exchange since then, in microseconds.
    public OptionalDouble systemMicrosSince(ProcessCost earlier, long exchanges) {
        return perExchange(systemTicks, earlier.systemTicks, MICROS_PER_TICK, exchanges);
    }

    private static OptionalDouble perExchange(OptionalLong now, OptionalLong earlier, double factor, long exchanges) {
        if (now.isEmpty() || earlier.isEmpty() || exchanges == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((now.getAsLong() - earlier.getAsLong()) * factor / exchanges);
    }
}
