package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.InvalidFork;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;
import wirebench.reports.shared.ForkCautions;
import wirebench.reports.statistics.SteadyState;

/// Which forks do not count, or count with a caution, and why.
record ForkAccounts(Bundle bundle) {
    /// Sentences, the gravest first.
    List<String> cautions() {
        var cautions = new ArrayList<>(ForkCautions.of(bundle));
        var planned = bundle.plan().forks();
        if (bundle.forks().size() < planned) {
            cautions.add("Only " + bundle.forks().size() + " of " + planned
                    + " planned forks count: the run did not come to its end, or the others were thrown out.");
        }
        if (!bundle.invalid().isEmpty()) {
            cautions.add("Thrown out: " + Units.count(bundle.invalid().size(), "fork") + ", of which no figure counts ("
                    + reasons() + ").");
        }
        return cautions;
    }

    /// Each reason with how often it was one, figures left out.
    private String reasons() {
        var counts = new TreeMap<String, Integer>();
        bundle.invalid().forEach(fork -> counts.merge(kind(fork.reason()), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    /// The words before the first figure, such as `steal`.
    private static String kind(String reason) {
        var words = reason.replaceFirst("\\s*(was|were|ended|:)?\\s*[(]?[0-9].*", "")
                .strip();
        return words.isEmpty() ? "what it said" : words;
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
