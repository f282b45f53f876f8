package wirebench.reports.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.EnvironmentKeys;
import wirebench.reports.files.RunRecord;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;

/// The section on the machine and the JVM: what a person must match to see the same figures.
public final class Environment {
    private Environment() {}

    /// The section on the machine, the JVM and the run.
    public static Document.Section section(RunRecord run, int blocks) {
        var rows = new ArrayList<List<String>>();
        rows.add(row("Suite", run.suite()));
        rows.add(row("Started", run.startedAt()));
        rows.add(row("Finished", run.finishedAt()));
        rows.add(row("Blocks", Optional.of(Integer.toString(blocks))));
        rows.add(row(
                "Seed of the order",
                run.seed().stream().mapToObj(Long::toString).findFirst()));
        EnvironmentKeys.always()
                .forEach((key, label) -> rows.add(
                        row(label, Optional.ofNullable(run.environment().get(key)))));
        run.environment().forEach((key, value) -> {
            if (!EnvironmentKeys.always().containsKey(key)) {
                rows.add(row(EnvironmentKeys.label(key), Optional.of(value)));
            }
        });
        var table = new Table(
                "The machine, the JVM and the run",
                List.of(Table.Column.text("What"), Table.Column.text("Value")),
                rows);
        return new Document.Section(
                "environment",
                "Where it was measured",
                run.notes(),
                List.of(Document.Figure.of("environment-figure", table)));
    }

    private static List<String> row(String label, Optional<String> value) {
        return List.of(label, value.filter(text -> !text.isBlank()).orElse("not recorded"));
    }
}
