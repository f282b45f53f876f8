package wirebench.jmh.profile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/// A JMH profiler that measures nothing, but ends a fork when the process that started it has ended, however that
/// was: even by SIGKILL, which leaves no time to end anything. So no fork goes on beside those of the run that goes
/// on with the plan, and its server, which watches the fork in the same way, ends with it.
///
/// The fork's standard input is a pipe to which JMH writes nothing; the kernel closes it with the last process that
/// holds the other end. Waiting for that costs nothing, and there is no moment at which it could be missed.
public final class Lifeline implements InternalProfiler {
    private static final String PARENT = "parent=";

    /// A profiler as JMH makes it, in the fork before anything is set up, and once where forks are started.
    ///
    /// @param options `parent=PID` of the process that starts the forks
    /// @throws IllegalArgumentException if they are something else
    public Lifeline(String options) {
        if (!options.matches(PARENT + "\\d+")) {
            throw new IllegalArgumentException("the profiler needs parent=PID, not '" + options + "'");
        }
        if (Long.parseLong(options.substring(PARENT.length()))
                != ProcessHandle.current().pid()) {
            Thread.ofPlatform().daemon().name("lifeline").start(() -> endWith(System.in));
        }
    }

    /// Options of this profiler that tie a fork to the present process.
    public static String options() {
        return PARENT + ProcessHandle.current().pid();
    }

    private static void endWith(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // nobody writes, but whoever does is alive
            }
        } catch (IOException _) {
            // the other end is gone as well
        }
        Runtime.getRuntime().halt(1);
    }

    @Override
    public String getDescription() {
        return "Ends the fork with the process that started it";
    }

    @Override
    public void beforeIteration(BenchmarkParams running, IterationParams parameters) {
        // nothing to measure
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams running, IterationParams parameters, IterationResult result) {
        return List.of();
    }
}
