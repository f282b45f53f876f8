package wirebench.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import wirebench.machine.system.ProcessUsage;
import wirebench.machine.system.Tasks;

/// What this process has used up to one moment: heap allocated by all its threads, virtual ones included, and
/// processor time. A server in the same process is in these figures too. Immutable.
///
/// @param allocatedBytes since the JVM started; empty if the JVM does not tell
/// @param usage processor time as the kernel counts it; empty elsewhere than on 64-bit Linux
/// @param tasks what its threads went through
public record ProcessCost(OptionalLong allocatedBytes, Optional<ProcessUsage> usage, Tasks tasks) {
    private static final Tasks NO_TASKS = new Tasks(Map.of());

    /// Before a measurement: what looking at the threads costs is over before the rest is read.
    public static ProcessCost before() {
        Tasks tasks = Tasks.now();
        return withTasks(tasks);
    }

    /// After a measurement: what looking at the threads costs begins when the rest has been read.
    public static ProcessCost after() {
        ProcessCost cost = withTasks(NO_TASKS);
        return new ProcessCost(cost.allocatedBytes, cost.usage, Tasks.now());
    }

    private static ProcessCost withTasks(Tasks tasks) {
        return new ProcessCost(allocated(), ProcessUsage.now(), tasks);
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

    /// Octets allocated on the heap for each exchange since then; empty if they cannot be told.
    public OptionalDouble allocatedSince(ProcessCost earlier, long exchanges) {
        return allocatedBytes.isEmpty() || earlier.allocatedBytes.isEmpty()
                ? OptionalDouble.empty()
                : perExchange(allocatedBytes.getAsLong() - earlier.allocatedBytes.getAsLong(), exchanges);
    }

    /// Processor time in user mode for each exchange since then, in microseconds.
    public OptionalDouble userMicrosSince(ProcessCost earlier, long exchanges) {
        return microsSince(earlier, ProcessUsage::userMicros, exchanges);
    }

    /// Processor time in system mode for each exchange since then, in microseconds.
    public OptionalDouble systemMicrosSince(ProcessCost earlier, long exchanges) {
        return microsSince(earlier, ProcessUsage::systemMicros, exchanges);
    }

    private OptionalDouble microsSince(ProcessCost earlier, ToLongFunction<ProcessUsage> mode, long exchanges) {
        return usage.isEmpty() || earlier.usage.isEmpty()
                ? OptionalDouble.empty()
                : perExchange(mode.applyAsLong(usage.get().since(earlier.usage.get())), exchanges);
    }

    private static OptionalDouble perExchange(long used, long exchanges) {
        return exchanges == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) used / exchanges);
    }
}
