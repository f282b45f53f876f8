package wirebench.reports.experiment;

import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Prediction;
import wirebench.reports.judge.Judgement;
import wirebench.reports.judge.Outcome;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// The outcomes of the predictions.
record PredictionSection(Judgement judgement) {
    private static final double WIDEST = 1e6;

    /// Nothing when nothing was predicted.
    Optional<Document.Section> section() {
        if (judgement.outcomes().isEmpty()) {
            return Optional.empty();
        }
        var figure = judgement.outcomes().stream()
                        .anyMatch(outcome -> outcome.figures().isPresent())
                ? Document.Figure.of("predictions-figure", chart(), Optional.of(table()))
                : Document.Figure.of("predictions-figure", table());
        return Optional.of(new Document.Section(
                "predictions",
                "Did the predictions hold?",
                List.of(
                        "A prediction holds if all of the interval lies within its bounds (the shaded band), and is contradicted"
                                + " if all of it lies outside; otherwise it is open. That must also be so after the adjustment for"
                                + " the number of predictions."),
                List.of(figure)));
    }

    Table table() {
        var rows = judgement.outcomes().stream().map(PredictionSection::row).toList();
        return new Table(
                "Predictions, their bounds and what was found",
                List.of(
                        Table.Column.text("Prediction"),
                        Table.Column.verdict("Outcome"),
                        Table.Column.name("Arms"),
                        Table.Column.figure("Bounds"),
                        Table.Column.figure("Ratio"),
                        Table.Column.figure("95 % interval"),
                        Table.Column.text("Source")),
                rows);
    }

    private static List<String> row(Outcome outcome) {
        var prediction = outcome.prediction();
        return List.of(
                prediction.says(),
                outcome.word(),
                prediction.arm() + " / " + prediction.against(),
                bounds(prediction),
                outcome.figures()
                        .map(ratio -> VerdictSection.ratio(ratio.value()))
                        .orElse(Scale.NONE),
                outcome.figures()
                        .map(ratio -> VerdictSection.range(ratio.interval()))
                        .orElse(Scale.NONE),
                prediction.source().orElse(""));
    }

    private static String bounds(Prediction prediction) {
        var least = prediction.least().isPresent() ? VerdictSection.ratio(prediction.low()) : "";
        var most = prediction.most().isPresent() ? VerdictSection.ratio(prediction.high()) : "";
        return least.isEmpty() ? "≤ " + most : most.isEmpty() ? "≥ " + least : least + " to " + most;
    }

    private Chart chart() {
        var ratios = judgement.outcomes().stream()
                .map(outcome -> VerdictSection.point(
                        outcome.figures().map(Outcome.Ratio::value),
                        outcome.figures().map(Outcome.Ratio::interval),
                        Math.max(outcome.prediction().low(), 1 / WIDEST),
                        Math.min(outcome.prediction().high(), WIDEST),
                        outcome.word()))
                .toList();
        return new Chart.Ratios(
                "The ratio of each prediction with its 95 % interval, over its bounds",
                "ratio of the two figures",
                "predicted",
                judgement.outcomes().stream()
                        .map(outcome -> outcome.prediction().arm() + " / "
                                + outcome.prediction().against())
                        .toList(),
                ratios);
    }
}
