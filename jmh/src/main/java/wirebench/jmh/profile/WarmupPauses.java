package wirebench.jmh.profile;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import wirebench.reports.files.Warmup;

/// A JMH profiler that measures nothing, but pauses after every so many iterations of the warm-up, so that
/// compilers catch up with what they have been asked for while nothing competes with them for processors.
public final class WarmupPauses implements InternalProfiler {
    private static final Pattern OPTIONS = Pattern.compile("every=([1-9]\\d{0,5}),millis=(\\d{1,7})");

    private final int every;
    private final Duration pause;
    private int warmups;

    /// A profiler as JMH makes it.
    ///
    /// @param options `every=ITERATIONS,millis=PAUSE`
    /// @throws IllegalArgumentException if they are something else
    public WarmupPauses(String options) {
        Matcher matcher = OPTIONS.matcher(options);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "the profiler needs every=ITERATIONS,millis=PAUSE, not '" + options + "'");
        }
        every = Integer.parseInt(matcher.group(1));
        pause = Duration.ofMillis(Long.parseLong(matcher.group(2)));
    }

    /// Options of this profiler for such a warm-up.
    public static String options(Warmup warmup) {
        return "every=" + warmup.iterations() + ",millis=" + warmup.pause().toMillis();
    }

    @Override
    public String getDescription() {
        return "Pauses between cycles of the warm-up";
    }

    @Override
    public void beforeIteration(BenchmarkParams running, IterationParams parameters) {
        if (isDue(parameters.getType())) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // JMH gives up, and asks itself
            }
        }
    }

    /// Whether a cycle is over before an iteration of this kind.
    boolean isDue(IterationType next) {
        boolean due = warmups > 0 && warmups % every == 0;
        warmups = next == IterationType.WARMUP ? warmups + 1 : 0;
        return due;
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams running, IterationParams parameters, IterationResult result) {
        return List.of();
    }
}
