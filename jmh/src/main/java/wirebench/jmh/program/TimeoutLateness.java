package wirebench.jmh.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wirebench.client.ClientProvider;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.Phase;

/// **Question.** How long after its moment does the timeout of each phase end an exchange?
///
/// **Expectation.** Never before; a few milliseconds after at most, since each model looks at its clock that often.
///
/// **Floor.** What a thread that parks for the same time is late, the line `park`.
///
/// **Run.** `java -cp jmh/target/benchmarks.jar wirebench.jmh.program.TimeoutLateness --times 200`
@Command(
        name = "timeout-lateness",
        mixinStandardHelpOptions = true,
        description = "Measures how late the timeout of each phase is.")
public final class TimeoutLateness implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WARM_UP_TIMES = 20;

    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Option(names = "--times", paramLabel = "N", description = "how often each fires (default: 100)")
    private int times = 100;

    @Option(names = "--timeout", paramLabel = "MILLIS", description = "each of them (default: 20)")
    private int millis = 20;

    TimeoutLateness() {}

    /// Runs the program.
    ///
    /// @param arguments options
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TimeoutLateness()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = options.commandLine().getOut();
        out.printf(
                "%-9s %-9s %6s %10s %10s %10s %10s%n",
                "client", "phase", "times", "p50 µs", "p90 µs", "max µs", "early");
        print(out, "park", "", parked());
        boolean failed = false;
        for (ClientProvider provider : ClientProvider.all()) {
            for (Phase phase : Phase.values()) {
                Histogram late = late(provider, phase, Duration.ofMillis(millis), times);
                failed |= late.getTotalCount() < times;
                print(out, provider.name(), phase.label(), late);
            }
        }
        return failed ? FAILED : 0;
    }

    private void print(PrintWriter out, String client, String phase, Histogram late) {
        out.printf(
                Locale.ROOT,
                "%-9s %-9s %6d %10.0f %10.0f %10.0f %10d%n",
                client,
                phase,
                late.getTotalCount(),
                late.getValueAtPercentile(50) / 1e3,
                late.getValueAtPercentile(90) / 1e3,
                late.getMaxValue() / 1e3,
                times - late.getTotalCount());
        out.flush();
    }

    /// How late one phase's timeout is.
    ///
    /// @return in nanoseconds; what ended early or not by this timeout is not in it
    static Histogram late(ClientProvider provider, Phase phase, Duration timeout, int times)
            throws IOException, InterruptedException {
        Histogram late = histogram();
        try (StuckPhase stuck = StuckPhase.of(phase, timeout);
                HttpClient client = provider.open(stuck.config())) {
            stuck.prepare(client);
            for (int i = -WARM_UP_TIMES; i < times; i++) {
                long lateNanos = lateNanos(client, stuck, phase) - timeout.toNanos();
                if (i >= 0 && lateNanos >= 0) {
                    late.recordValue(Math.min(lateNanos, late.getHighestTrackableValue()));
                }
            }
        }
        return late;
    }

    private static long lateNanos(HttpClient client, StuckPhase stuck, Phase phase) {
        long start = System.nanoTime();
        try {
            stuck.exchange(client);
        } catch (ExchangeException e) {
            if (e.kind().equals("timeout") && e.phase() == phase) {
                return System.nanoTime() - start;
            }
        }
        return Long.MIN_VALUE / 2;
    }

    private Histogram parked() throws InterruptedException {
        Histogram late = histogram();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(millis);
            late.recordValue(Math.max(0, System.nanoTime() - start - TimeUnit.MILLISECONDS.toNanos(millis)));
        }
        return late;
    }

    private static Histogram histogram() {
        return new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    }
}
