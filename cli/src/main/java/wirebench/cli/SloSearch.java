package wirebench.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import wirebench.load.LoadResult;
import wirebench.load.OpenLoop;
import wirebench.load.OpenResult;
import wirebench.load.RateSearch;
import wirebench.load.RateSearch.Interval;
import wirebench.load.RateSearch.Verdict;

/// Measures one rate after another, each with a warm-up and a window of its own, until the highest is known at
/// which the measurement is valid and a bound on latency is kept. Not thread-safe.
final class SloSearch {
    private final Threshold slo;
    private final DoubleFunction<OpenLoop> loops;
    private final Duration warmup;
    private final Duration duration;
    private final Progress progress;
    private final List<SloReport.Step> steps = new ArrayList<>();
    private boolean tooFew;

    /// @param slo the bound
    /// @param loops opens a loop at a rate
    /// @param warmup before each window
    /// @param duration of each window
    /// @param progress shows each step
    SloSearch(Threshold slo, DoubleFunction<OpenLoop> loops, Duration warmup, Duration duration, Progress progress) {
        this.slo = slo;
        this.loops = loops;
        this.warmup = warmup;
        this.duration = duration;
        this.progress = progress;
    }

    /// What was measured so far, in order.
    List<SloReport.Step> steps() {
        return steps;
    }

    /// Whether the search ended because a window had too few exchanges to tell the figure.
    boolean hadTooFew() {
        return tooFew;
    }

    /// Searches.
    ///
    /// @param start the first rate
    Interval from(double start) throws InterruptedException {
        return RateSearch.from(start, this::tried);
    }

    private Verdict tried(double rate) throws InterruptedException {
        try (OpenLoop loop = loops.apply(rate);
                Progress.Step _ = progress.begin(Units.digits(rate) + " /s", warmup.plus(duration))) {
            if (warmup.isPositive() && loop.run(warmup).gaveUpBecause().isPresent()) {
                return Verdict.STOP;
            }
            OpenResult result = loop.measure(duration);
            if (result.load().gaveUpBecause().isPresent()) {
                return Verdict.STOP;
            }
            if (slo.figure().of(result.load()).isEmpty()) {
                tooFew = true; // and at a lower rate there would be even fewer
                return Verdict.STOP;
            }
            return judge(rate, OpenReport.of(result)) ? Verdict.HELD : Verdict.FAILED;
        }
    }

    private boolean judge(double rate, OpenReport report) {
        LoadResult measured = report.result().load();
        OptionalDouble figure = slo.figure().of(measured);
        boolean kept = figure.isPresent() && figure.getAsDouble() < slo.bound();
        boolean held = kept && report.invalid().isEmpty();
        steps.add(new SloReport.Step(rate, measured.throughput(), figure, held, report.invalid()));
        return held;
    }
}
