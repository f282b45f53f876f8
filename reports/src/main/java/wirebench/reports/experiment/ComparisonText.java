package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Difference;
import wirebench.reports.files.Question;
import wirebench.reports.judge.BundleComparison;
import wirebench.reports.judge.Claim;
import wirebench.reports.judge.Reproduction;
import wirebench.reports.page.Table;
import wirebench.reports.statistics.Change;
import wirebench.reports.statistics.Shift;

/// The findings of two runs of an experiment together, as Markdown that is read as well on a terminal.
public final class ComparisonText {
    private static final String CONTEXT =
            "Figures of two runs, for context: whatever changed on the machine in between is in them, so no verdict rests on"
                    + " them. To judge a change of the baseline itself, make both versions arms of one experiment.";

    private ComparisonText() {}

    /// A comparison, or why there is none.
    ///
    /// @param comparison of two runs
    /// @return lines of text
    public static String of(BundleComparison comparison) {
        var text = new StringBuilder(
                "# What became of " + comparison.before().plan().name() + "\n\n");
        text.append(runs("before", comparison.before(), "after", comparison.after()));
        text.append(environments(comparison.differences()));
        if (comparison.isRefused()) {
            text.append("## Not comparable\n\n");
            comparison
                    .refusals()
                    .forEach(refusal -> text.append("- ").append(refusal).append('\n'));
            return text.toString();
        }
        var question = comparison.before().plan().question().orElseThrow();
        text.append("## ").append(question.metric()).append(", relative to ");
        text.append(question.against().isEmpty() ? question.baseline() : "what each arm is compared with")
                .append("\n\n");
        comparison
                .changes()
                .forEach(change -> text.append("- ").append(change.sentence()).append('\n'));
        comparison
                .leftOut()
                .forEach(arm -> text.append("- Left out: ").append(arm).append(".\n"));
        text.append('\n')
                .append(changes(question, comparison.changes()).toMarkdown())
                .append('\n');
        text.append(CONTEXT).append("\n\n");
        return text.append(figures(comparison, question.metric()).toMarkdown()).toString();
    }

    /// Claim by claim, whether it was found again.
    ///
    /// @param reproduction of a run
    /// @return lines of text
    public static String of(Reproduction reproduction) {
        var text = new StringBuilder("# Was " + reproduction.first().plan().name() + " reproduced?\n\n");
        text.append(summary(reproduction)).append("\n\n");
        text.append(runs("first", reproduction.first(), "again", reproduction.again()));
        text.append(environments(reproduction.differences()));
        if (!reproduction.predictions().isEmpty()) {
            text.append("## Predictions\n\n").append(claims("Prediction", reproduction.predictions()));
        }
        return text.append("## Verdicts\n\n")
                .append(claims("Arm", reproduction.arms()))
                .toString();
    }

    private static String summary(Reproduction reproduction) {
        var tested = reproduction.count(Claim.Result.REPRODUCED)
                + reproduction.count(Claim.Result.CONTRADICTED)
                + reproduction.count(Claim.Result.INCONCLUSIVE);
        if (tested == 0) {
            return "The first run had found nothing that could be tested.";
        }
        return "Of " + tested + " findings, " + reproduction.count(Claim.Result.REPRODUCED) + " reproduced, "
                + reproduction.count(Claim.Result.CONTRADICTED) + " contradicted, "
                + reproduction.count(Claim.Result.INCONCLUSIVE) + " inconclusive.";
    }

    private static String runs(String one, Bundle first, String other, Bundle second) {
        return "- " + run(one, first) + "\n- " + run(other, second) + "\n\n";
    }

    private static String run(String label, Bundle bundle) {
        var blocks = bundle.forks().stream()
                .mapToInt(fork -> fork.block())
                .distinct()
                .count();
        var started = bundle.forks().stream().map(fork -> fork.startedAt()).min(Comparator.naturalOrder());
        return label + ": " + bundle.folder() + " (" + blocks + " blocks"
                + started.map(time -> ", begun " + time).orElse("") + ")";
    }

    private static String environments(List<Difference> differences) {
        if (differences.isEmpty()) {
            return "Machine, JVM and settings are the same.\n\n";
        }
        var rows = new ArrayList<List<String>>();
        for (Difference difference : differences) {
            rows.add(List.of(
                    difference.label(),
                    difference.before(),
                    difference.after(),
                    difference.weight() == Difference.Weight.FORBIDS ? "another machine or JVM" : "worth knowing"));
        }
        return "What differs between the two:\n\n"
                + new Table("Differences", texts("What", "First", "Second", "Weight"), rows).toMarkdown() + '\n';
    }

    private static Table changes(Question question, List<Change> changes) {
        var rows = new ArrayList<List<String>>();
        for (Change change : changes) {
            var shift = change.figures();
            rows.add(List.of(
                    question.label(change.pair()),
                    change.word(),
                    shift.map(figures -> decimals(figures.before())).orElse("n/a"),
                    shift.map(figures -> decimals(figures.after())).orElse("n/a"),
                    shift.map(figures -> decimals(figures.ratio())).orElse("n/a"),
                    shift.map(ComparisonText::interval).orElse("n/a"),
                    shift.map(figures -> percent(figures.floor())).orElse("n/a")));
        }
        return new Table(
                "Changes",
                List.of(
                        Table.Column.text("Arm"),
                        Table.Column.text("Change"),
                        Table.Column.figure("Ratio before"),
                        Table.Column.figure("Ratio after"),
                        Table.Column.figure("After / before"),
                        Table.Column.figure("95 % interval"),
                        Table.Column.figure("Noise floor")),
                rows);
    }

    private static Table figures(BundleComparison comparison, String metric) {
        var rows = new ArrayList<List<String>>();
        for (var arm : comparison.before().plan().arms()) {
            var before = comparison.before().mean(arm.name(), metric);
            var after = comparison.after().mean(arm.name(), metric);
            rows.add(List.of(arm.name(), figure(before), figure(after)));
        }
        var unit = comparison.before().unit(metric).orElse("");
        return new Table(
                "Figures",
                List.of(
                        Table.Column.text("Arm"),
                        Table.Column.figure("Before, " + unit),
                        Table.Column.figure("After, " + unit)),
                rows);
    }

    private static String claims(String heading, List<Claim> claims) {
        var rows = new ArrayList<List<String>>();
        for (Claim claim : claims) {
            rows.add(List.of(
                    claim.about(), claim.first(), claim.again(), claim.result().words()));
        }
        var text =
                new StringBuilder(new Table("Claims", texts(heading, "First", "Again", "Result"), rows).toMarkdown());
        text.append('\n');
        claims.forEach(claim -> text.append("- ").append(claim.evidence()).append('\n'));
        return text.append('\n').toString();
    }

    private static List<Table.Column> texts(String... headings) {
        return List.of(headings).stream().map(Table.Column::text).toList();
    }

    private static String figure(OptionalDouble figure) {
        return figure.isPresent() ? String.format(Locale.ROOT, "%,.1f", figure.getAsDouble()) : "n/a";
    }

    private static String decimals(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String interval(Shift shift) {
        return decimals(shift.interval().low()) + " to "
                + decimals(shift.interval().high());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
