package wirebench.jmh.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/// The iterations of a fork's warm-up. JMH drops them, but tells what it prints of them: so this listens there.
/// Serves one fork; JMH tells it of one iteration at a time, from one thread.
final class WarmupScores {
    private final List<IterationResult> iterations = new ArrayList<>(); // guarded by itself

    /// What prints, and this learns of it.
    ///
    /// JMH calls the methods of that interface by reflection and may add to them, so none but the one that
    /// matters is named here.
    OutputFormat beside(OutputFormat printed) {
        return (OutputFormat) Proxy.newProxyInstance(
                WarmupScores.class.getClassLoader(), new Class<?>[] {OutputFormat.class}, (_, method, arguments) -> {
                    listen(arguments);
                    return told(printed, method, arguments);
                });
    }

    private void listen(Object @Nullable [] arguments) {
        // iterationResult(BenchmarkParams, IterationParams, int, IterationResult)
        if (arguments != null
                && arguments.length == 4
                && arguments[1] instanceof IterationParams iteration
                && iteration.getType() == IterationType.WARMUP
                && arguments[3] instanceof IterationResult result) {
            synchronized (iterations) {
                iterations.add(result);
            }
        }
    }

    private static @Nullable Object told(OutputFormat printed, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(printed, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// Those that have ended.
    List<IterationResult> iterations() {
        synchronized (iterations) {
            return List.copyOf(iterations);
        }
    }
}
