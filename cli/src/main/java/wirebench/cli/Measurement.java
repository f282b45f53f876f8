package wirebench.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import wirebench.client.HttpClient;
import wirebench.client.resilience.ResilienceStats;
import wirebench.load.LoadDriver;
import wirebench.load.LoadException;
import wirebench.load.LoadResult;
import wirebench.load.ProcessWork;
import wirebench.load.SystemCallCount;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.open.OpenLoop;

/// One load, from the warm-up to the report. Not thread-safe.
final class Measurement {
    private static final Duration MOST_COUNTED = Duration.ofSeconds(1);

    private final LoadPlan plan;
    private final HttpClient client;
    private final LoadLanes lanes;
    private final LoadDriver loop;
    private final ServerCounts counts;
    private final Progress progress;

    /// @param loop over the lanes
    /// @param counts asked before and after an open loop
    Measurement(
            LoadPlan plan,
            HttpClient client,
            LoadLanes lanes,
            LoadDriver loop,
            ServerCounts counts,
            Progress progress) {
        this.plan = plan;
        this.client = client;
        this.lanes = lanes;
        this.loop = loop;
        this.counts = counts;
        this.progress = progress;
    }

    /// Puts the load on, and ends early if it is given up.
    LoadReport carryOut() throws InterruptedException {
        if (plan.warmup().isPositive()) {
            LoadResult warm = run("warm-up", plan.warmup());
            if (warm.gaveUpBecause().isPresent()) {
                return report(false, errorsOf(warm), Optional.empty(), ResilienceOptions.statsOf(client));
            }
            lanes.forget();
        }
        ResilienceStats before = ResilienceOptions.statsOf(client);
        if (loop instanceof OpenLoop open) {
            OpenReport measured = measure(open);
            return report(true, measured.result().load(), Optional.of(measured), statsSince(before));
        }
        return report(true, run("measuring", plan.duration()), Optional.empty(), statsSince(before));
    }

    /// Carries out some more exchanges, of which nothing is told but the system calls.
    ///
    /// @throws LoadException if the machine does not permit to count them
    LoadReport withSystemCalls(LoadReport report) throws LoadException, InterruptedException {
        Duration pass = plan.duration().compareTo(MOST_COUNTED) < 0 ? plan.duration() : MOST_COUNTED;
        try (Progress.Step _ = progress.begin("counting", pass, plan.patience())) {
            return report.with(new SystemCallCount().during(loop, pass));
        }
    }

    private LoadResult run(String name, Duration duration) throws InterruptedException {
        try (Progress.Step _ = progress.begin(name, duration, plan.patience())) {
            return loop.run(duration);
        }
    }

    private OpenReport measure(OpenLoop open) throws InterruptedException {
        try (Progress.Step _ = progress.begin("measuring", plan.duration(), plan.patience())) {
            return counts.measure(open, plan.duration(), lanes);
        }
    }

    private ResilienceStats statsSince(ResilienceStats before) {
        return ResilienceOptions.statsOf(client).since(before);
    }

    /// What went wrong; nothing else that a warm-up shows is a measurement.
    private static LoadResult errorsOf(LoadResult warm) {
        OptionalDouble none = OptionalDouble.empty();
        return new LoadResult(
                0,
                warm.errors(),
                new TreeMap<>(),
                0,
                0,
                ClosedLoop.histogram(),
                warm.unanswered(),
                none,
                none,
                none,
                Optional.empty(),
                warm.gaveUpBecause(),
                ProcessWork.NONE);
    }

    private LoadReport report(
            boolean warmedUp, LoadResult measured, Optional<OpenReport> open, ResilienceStats resilience) {
        boolean interrupted =
                measured.gaveUpBecause().filter(Interruption.REASON::equals).isPresent();
        return new LoadReport(
                plan.url(),
                plan.client(),
                plan.config(),
                plan.concurrency(),
                plan.arrivals(),
                plan.warmup(),
                warmedUp,
                measured,
                open,
                open.map(OpenReport::invalid).orElseGet(() -> lanes.expected().reasons(measured)),
                lanes.expected(),
                plan.patience(),
                resilience,
                interrupted,
                lanes.firstFailure(),
                Optional.empty());
    }
}
