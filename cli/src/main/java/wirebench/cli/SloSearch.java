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
/// which
/// the measurement is valid and a bound on latency is kept. Not thread-safe.
///
/// @param slo the bound
/// @param loops opens a loop at a rate
/// @param warmup before each window
/// @param duration of each window
/// @param progress shows each step
/// @param steps what was measured so far
record SloSearch(
        Threshold slo,
        DoubleFunction<OpenLoop> loops,
        Duration warmup,
        Duration duration,
        Progress progress,
        List<SloReport.Step> steps) {
    SloSearch(Threshold slo, DoubleFunction<OpenLoop> loops, Duration warmup, Duration duration, Progress progress) {
        this(slo, loops, warmup, duration, progress, new ArrayList<>());
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
