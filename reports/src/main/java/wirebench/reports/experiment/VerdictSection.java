package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Question;
import wirebench.reports.judge.Judgement;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;
import wirebench.reports.statistics.Block;
import wirebench.reports.statistics.Evidence;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.Interval;
import wirebench.reports.statistics.NoiseFloor;
import wirebench.reports.statistics.StudentT;
import wirebench.reports.statistics.Verdict;

/// The findings on each arm: a table of verdicts, and the ratios over the noise floor.
record VerdictSection(Bundle bundle, Judgement judgement) {
    private static final String NONE = "none";

    /// Up to this share, a difference matters to nobody.
    private static final double WIDE = 0.02;

    Document.Section section() {
        return new Document.Section("verdicts", "Is any arm different?", text(), List.of(figure()));
    }

    /// Without a single ratio there is nothing to draw.
    private Document.Figure figure() {
        var hasRatios =
                judgement.verdicts().stream().anyMatch(verdict -> found(verdict).isPresent());
        return hasRatios
                ? Document.Figure.of("verdicts-figure", chart(), Optional.of(table()))
                : Document.Figure.of("verdicts-figure", table());
    }

    private List<String> text() {
        var text = new ArrayList<String>();
        text.add("Every arm is divided by " + reference() + ", block by block. " + noise());
        if (!judgement.question().metric().equals("score")) {
            text.add("The figure is " + judgement.question().metric()
                    + ": faster and slower mean that it is better or worse.");
        }
        judgement
                .floor()
                .filter(floor -> floor.share() > WIDE)
                .ifPresent(floor -> text.add("Mind that equivalent means within ±" + percent(floor.share())
                        + " here: the machine was too noisy for less."));
        return text;
    }

    private String noise() {
        return judgement
                .floor()
                .map(floor -> String.format(
                        Locale.ROOT,
                        "An identical copy of %s came out at %.3f times its figure (%s), so a ratio that is less than %s off is"
                                + " noise on this machine: the shaded band.",
                        judgement.question().baseline(),
                        floor.ratio(),
                        range(floor.interval()),
                        percent(floor.share())))
                .orElse(
                        "What an identical copy of the baseline shows cannot be told from so few blocks, so the noise floor is"
                                + " unknown.");
    }

    private String reference() {
        var question = judgement.question();
        return question.against().isEmpty() ? question.baseline() : "what it is compared with";
    }

    Table table() {
        var metric = judgement.question().metric();
        var unit = bundle.unit(metric).orElse("");
        var means = new ArrayList<Double>();
        arms().forEach(arm -> means.add(bundle.mean(arm, metric).orElse(Double.NaN)));
        var scale = Scale.of(means.stream().mapToDouble(Double::doubleValue));
        var rows = new ArrayList<List<String>>();
        for (String arm : arms()) {
            rows.add(row(arm, scale));
        }
        var columns = List.of(
                Table.Column.name("Arm"),
                Table.Column.verdict("Verdict"),
                Table.Column.figure("Ratio"),
                Table.Column.figure("95 % interval"),
                Table.Column.figure("Blocks"),
                Table.Column.figure("Smallest detectable"),
                Table.Column.figure(unit.isEmpty() ? "Mean" : "Mean, " + scale.unit(Units.shown(unit))));
        return new Table("Each arm against " + reference(), columns, rows);
    }

    private List<String> row(String arm, Scale scale) {
        var mean = scale.figure(bundle.mean(arm, judgement.question().metric()));
        if (judgement.question().isReference(arm)) {
            return List.of(
                    arm, "baseline", "1", "", Integer.toString(bundle.forks(arm).size()), "", mean);
        }
        if (arm.equals(Question.COPY)) {
            return copy(arm, mean);
        }
        var verdict = verdict(arm).orElseThrow();
        var figures = verdict.figures();
        return List.of(
                judgement.question().label(verdict.pair()),
                judgement.supportsVerdicts() ? Judgement.word(verdict) : NONE,
                found(verdict).map(VerdictSection::ratio).orElse(Scale.NONE),
                range(verdict).map(VerdictSection::range).orElse(Scale.NONE),
                figures.map(evidence -> Integer.toString(evidence.blocks()))
                        .orElse(Integer.toString(bundle.forks(arm).size())),
                figures.map(VerdictSection::detectable).orElse(Scale.NONE),
                mean);
    }

    /// The ratio, also where there are too few blocks for a verdict.
    private Optional<Double> found(Verdict verdict) {
        var logs = logs(verdict);
        return verdict.figures()
                .map(Evidence::ratio)
                .or(() -> logs.length == 0
                        ? Optional.empty()
                        : Optional.of(Math.exp(Mean.of(logs).getAsDouble())));
    }

    /// Its interval; of too few blocks for the sign-flip test, Student's.
    private Optional<Interval> range(Verdict verdict) {
        var logs = logs(verdict);
        return verdict.figures()
                .map(Evidence::interval)
                .or(() -> logs.length < 2
                        ? Optional.empty()
                        : Optional.of(StudentT.interval(logs, Family.LEVEL).exp()));
    }

    private double[] logs(Verdict verdict) {
        return judgement.refusal().isPresent()
                ? new double[0]
                : Block.logRatios(
                        bundle.blocks(judgement.question().metric()),
                        verdict.pair().candidate(),
                        verdict.pair().baseline());
    }

    private List<String> copy(String arm, String mean) {
        var floor = judgement.floor();
        return List.of(
                arm,
                "noise",
                floor.map(noise -> ratio(noise.ratio())).orElse(Scale.NONE),
                floor.map(noise -> range(noise.interval())).orElse(Scale.NONE),
                Integer.toString(
                        floor.map(NoiseFloor::blocks).orElse(bundle.forks(arm).size())),
                "",
                mean);
    }

    private static String detectable(Evidence evidence) {
        return Double.isInfinite(evidence.detectable()) ? "nothing" : percent(evidence.detectable());
    }

    private Chart chart() {
        var ratios = arms().stream().map(this::point).toList();
        return new Chart.Ratios(
                "The ratio of each arm to " + reference() + " with its 95 % interval, over the noise floor",
                "times the figure of " + reference(),
                "noise floor",
                arms().stream().map(this::label).toList(),
                ratios);
    }

    private Chart.Ratio point(String arm) {
        var band = judgement.floor().map(NoiseFloor::log).orElse(null);
        var low = band == null ? null : Chart.rounded(Math.exp(-band));
        var high = band == null ? null : Chart.rounded(Math.exp(band));
        if (judgement.question().isReference(arm)) {
            return new Chart.Ratio(1.0, null, null, low, high, "baseline");
        }
        return verdict(arm)
                .map(verdict -> point(
                        found(verdict),
                        range(verdict),
                        low,
                        high,
                        judgement.supportsVerdicts() ? Judgement.word(verdict) : NONE))
                .orElseGet(() -> point(
                        judgement.floor().map(NoiseFloor::ratio),
                        judgement.floor().map(NoiseFloor::interval),
                        low,
                        high,
                        "noise"));
    }

    static Chart.Ratio point(
            Optional<Double> ratio,
            Optional<Interval> interval,
            @Nullable Double low,
            @Nullable Double high,
            String word) {
        return new Chart.Ratio(
                ratio.map(Chart::rounded).orElse(null),
                interval.map(Interval::low).map(Chart::rounded).orElse(null),
                interval.map(Interval::high).map(Chart::rounded).orElse(null),
                low,
                high,
                word);
    }

    private String label(String arm) {
        return verdict(arm)
                .map(verdict -> judgement.question().label(verdict.pair()))
                .orElse(arm);
    }

    private Optional<Verdict> verdict(String arm) {
        return judgement.verdicts().stream()
                .filter(verdict -> verdict.pair().candidate().equals(arm))
                .findFirst();
    }

    private List<String> arms() {
        return ExperimentReport.arms(bundle);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    static String range(Interval interval) {
        return ratio(interval.low()) + " to " + ratio(interval.high());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
