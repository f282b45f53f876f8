package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Question;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Units;
import wirebench.reports.statistics.SteadyState;

/// Every fork's figure as a dot, a row for each arm: clusters and stragglers, which a mean would hide.
record ForkDots(Bundle bundle, Question question) {
    /// Nothing when no fork recorded the metric.
    Optional<Document.Section> section() {
        return bundle.unit(question.metric())
                .map(unit -> new Document.Section(
                        "forks",
                        "What did each fork measure?",
                        List.of(text()),
                        List.of(new Document.Figure(
                                "forks-figure", "", Optional.of(chart(unit)), Optional.empty(), false))));
    }

    private String text() {
        return "A dot is one fork, the diamond is the mean of its row. Hollow dots were disturbed, or never became steady."
                + " The line is the mean of " + question.baseline() + ". Mind where the axis begins. " + steadiness();
    }

    private String steadiness() {
        var judged = bundle.forks().stream()
                .filter(fork -> fork.steadyState().isPresent())
                .count();
        if (judged == 0) {
            return "Whether forks had warmed up was not recorded.";
        }
        var never = bundle.forks().stream().filter(Fork::isNeverSteady).count();
        var unclear = bundle.forks().stream().filter(Fork::isUnclear).count();
        var steady = judged - never - unclear;
        if (steady == judged) {
            return "All " + judged + " forks had warmed up before they were measured.";
        }
        return "Of " + judged + " forks, " + steady + " became steady, " + never + " never did, and of " + unclear
                + " it cannot be told, since their iterations are too few or scatter too much.";
    }

    private Chart chart(String unit) {
        var arms = ExperimentReport.arms(bundle);
        var scale = Scale.of(bundle.forks().stream().flatMapToDouble(fork -> fork.figure(question.metric()).stream()));
        var rows = new ArrayList<List<Chart.Dot>>();
        var means = new ArrayList<@Nullable Double>();
        for (String arm : arms) {
            rows.add(bundle.forks(arm).stream()
                    .filter(fork -> fork.figure(question.metric()).isPresent())
                    .map(fork -> dot(fork, scale))
                    .toList());
            var mean = bundle.mean(arm, question.metric());
            means.add(mean.isPresent() ? Chart.rounded(scale.scaled(mean.getAsDouble())) : null);
        }
        var better = switch (question.direction()) {
            case HIGHER_IS_BETTER -> "more is better";
            case LOWER_IS_BETTER -> "less is better";
        };
        var name = question.metric().equals("score") ? "" : question.metric() + ", ";
        return new Chart.Forks(
                "The figure of every fork, a row for each arm",
                name + scale.unit(Units.shown(unit)) + " (" + better + ")",
                arms,
                rows,
                means,
                arms.indexOf(question.baseline()));
    }

    private Chart.Dot dot(Fork fork, Scale scale) {
        var figure = fork.figure(question.metric()).orElseThrow();
        return new Chart.Dot(Chart.rounded(scale.scaled(figure)), isHollow(fork), note(fork));
    }

    static boolean isHollow(Fork fork) {
        return fork.disturbed().isPresent() || fork.isNeverSteady();
    }

    /// What is to be said of a fork: its block, and what was wrong with it.
    static String note(Fork fork) {
        var note = new StringBuilder("block ").append(fork.block());
        fork.disturbed().ifPresent(why -> note.append(", disturbed: ").append(why));
        switch (fork.steadiness().orElse(null)) {
            case SteadyState.Never(String reason) ->
                note.append(", never steady: ").append(reason);
            case SteadyState.Unclear(String reason) ->
                note.append(", steady or not: ").append(reason);
            case SteadyState.From _ -> {}
            case null -> {}
        }
        return note.toString();
    }
}
