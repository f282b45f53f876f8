package wirebench.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import wirebench.load.LoadResult;
import wirebench.load.Percentile;
import wirebench.load.open.Arrivals;
import wirebench.load.open.OpenLoop;
import wirebench.load.open.RateSearch;
import wirebench.load.open.RateSearch.Interval;
import wirebench.load.open.RateSearch.Verdict;
import wirebench.load.open.Validity;

/// Measures one rate after another, each with a warm-up and a window of its own, until the highest is known at
/// which the measurement is valid and a bound on latency is kept. Not thread-safe.
final class SloSearch {
    private static final double MILLIS_PER_SECOND = 1e3;

    private final LoadPlan plan;
    private final Threshold slo;
    private final LoadLanes lanes;
    private final ServerCounts counts;
    private final Interruption interruption;
    private final Progress progress;
    private final List<SloReport.Step> steps = new ArrayList<>();
    private boolean tooFew;

    /// @param plan its rate is the first that is tried
    /// @param slo the bound
    /// @param lanes make the loop at each rate
    /// @param counts asked before and after each window
    /// @param interruption ends the step under way, and so the search
    /// @param progress shows each step
    SloSearch(
            LoadPlan plan,
            Threshold slo,
            LoadLanes lanes,
            ServerCounts counts,
            Interruption interruption,
            Progress progress) {
        this.plan = plan;
        this.slo = slo;
        this.lanes = lanes;
        this.counts = counts;
        this.interruption = interruption;
        this.progress = progress;
    }

    /// Searches.
    ///
    /// @throws Misuse if a window at the first rate has too few exchanges to tell the figure
    SloReport carryOut() throws InterruptedException {
        Arrivals first = plan.arrivals().orElseThrow();
        requireEnough(first);
        Interval interval = RateSearch.from(first.rate(), rate -> tried(first.withRate(rate)));
        return new SloReport(plan.url(), plan.client(), slo, lanes.expected(), interval, steps, end());
    }

    private void requireEnough(Arrivals first) {
        if (slo.figure() instanceof Figure.Latency latency && !latency.isLongest()) {
            long needed = Percentile.samplesNeeded(latency.percentile());
            double rate = first.rate();
            double inWindow = Math.max(first.burst(), rate * plan.duration().toMillis() / MILLIS_PER_SECOND);
            if (inWindow < needed) {
                throw new Misuse(String.format(
                        Locale.ROOT,
                        "%s needs %d exchanges, and %s /s make %.0f in a window: give -d %ds or a higher --rate",
                        latency.title(),
                        needed,
                        Units.digits(rate),
                        inWindow,
                        (long) Math.ceil(needed / rate)));
            }
        }
    }

    private SloReport.End end() {
        if (interruption.hasCome()) {
            return SloReport.End.INTERRUPTED;
        }
        return tooFew ? SloReport.End.TOO_FEW : SloReport.End.SEARCHED;
    }

    private Verdict tried(Arrivals arrivals) throws InterruptedException {
        Duration both = plan.warmup().plus(plan.duration());
        try (OpenLoop loop = lanes.open(arrivals);
                Progress.Step _ = progress.begin(Units.digits(arrivals.rate()) + " /s", both, plan.patience())) {
            interruption.ends(loop);
            if (plan.warmup().isPositive()) {
                LoadResult warm = loop.run(plan.warmup());
                if (warm.gaveUpBecause().isPresent()) {
                    return judge(arrivals.rate(), warm, lanes.expected().reasons(warm));
                }
            }
            OpenReport report = counts.measure(loop, plan.duration(), lanes, validity());
            return judge(arrivals.rate(), report.result().load(), report.invalid());
        }
    }

    private Validity validity() {
        return slo.figure() instanceof Figure.Latency ? Validity.DEFAULT.forBound(slo.bound()) : Validity.DEFAULT;
    }

    /// A step that ended early is told as well, with what it left without an answer.
    private Verdict judge(double rate, LoadResult measured, List<String> invalid) {
        OptionalDouble figure = slo.figure().of(measured);
        boolean kept = figure.isPresent() && figure.getAsDouble() < slo.bound();
        boolean held = kept && invalid.isEmpty();
        steps.add(new SloReport.Step(
                rate,
                measured.throughput(),
                figure,
                held,
                kept,
                invalid,
                measured.unanswered().count(),
                measured.statuses()));
        if (measured.gaveUpBecause().isPresent()) {
            return Verdict.STOP;
        }
        if (figure.isEmpty()) {
            tooFew = true; // and at a lower rate there would be even fewer
            return Verdict.STOP;
        }
        return held ? Verdict.HELD : Verdict.FAILED;
    }
}
