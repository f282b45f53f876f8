package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.InvalidFork;
import wirebench.reports.judge.Judgement;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;
import wirebench.reports.statistics.SteadyState;

/// Which forks do not count, or count with a caution, and why.
record ForkAccounts(Bundle bundle, Judgement judgement) {
    /// Sentences, the gravest first.
    List<String> cautions() {
        var cautions = new ArrayList<String>();
        bundle.strayCaution().ifPresent(cautions::add);
        judgement.blindness().ifPresent(cautions::add);
        var planned = bundle.plan().forks();
        if (bundle.forks().size() < planned) {
            cautions.add("Only " + bundle.forks().size() + " of " + planned
                    + " planned forks count: the run did not come to its end, or the others were thrown out.");
        }
        if (!bundle.invalid().isEmpty()) {
            cautions.add("Thrown out: " + Units.count(bundle.invalid().size(), "fork")
                    + ", of which no figure counts. The reasons are listed below.");
        }
        var disturbed = bundle.forks().stream()
                .filter(fork -> fork.disturbed().isPresent())
                .count();
        if (disturbed > 0) {
            cautions.add("Disturbed each time they were tried, and counted all the same: " + disturbed + " of "
                    + bundle.forks().size() + " forks (hollow dots).");
        }
        var never = bundle.forks().stream().filter(Fork::isNeverSteady).count();
        if (never > 0) {
            cautions.add("Never steady: " + never + " of " + bundle.forks().size()
                    + " forks, whose figures may still have been moving (hollow dots).");
        }
        return cautions;
    }

    /// Nothing when all forks count without a caution.
    Optional<Document.Section> section() {
        var rows = new ArrayList<List<String>>();
        bundle.invalid().forEach(fork -> rows.add(row(fork)));
        bundle.forks().forEach(fork -> {
            fork.disturbed().ifPresent(why -> rows.add(row(fork, "disturbed", why)));
            if (fork.steadiness().orElse(null) instanceof SteadyState.Never(String reason)) {
                rows.add(row(fork, "never steady", reason));
            }
        });
        var columns = List.of(
                Table.Column.text("What"),
                Table.Column.name("Arm"),
                Table.Column.figure("Block"),
                Table.Column.figure("Attempt"),
                Table.Column.text("Why"));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Document.Section(
                        "accounts",
                        "Which forks do not count?",
                        List.of("Forks that were thrown out are in no figure. The others count, with this caution."),
                        List.of(Document.Figure.of(
                                "accounts-figure",
                                new Table("Forks that were thrown out, disturbed or never steady", columns, rows)))));
    }

    private static List<String> row(InvalidFork fork) {
        return List.of(
                "thrown out",
                fork.arm(),
                Integer.toString(fork.block()),
                Integer.toString(fork.attempt()),
                fork.reason());
    }

    private static List<String> row(Fork fork, String what, String why) {
        return List.of(what, fork.arm(), Integer.toString(fork.block()), Integer.toString(fork.attempt()), why);
    }
}
