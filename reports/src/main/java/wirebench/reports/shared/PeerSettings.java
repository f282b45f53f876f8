package wirebench.reports.shared;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wirebench.reports.files.RunRecord;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;

/// The section that says how clients were set up that are not wirebench's own, for those who know them better.
public final class PeerSettings {
    private PeerSettings() {}

    /// Nothing if the run had none of them.
    public static Optional<Document.Section> section(List<RunRecord.Settings> settings) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        var text = "By the names that each client gives them. What is not named is as the client comes.";
        var figure = Document.Figure.of("settings-figure", table(settings)).folded();
        return Optional.of(
                new Document.Section("settings", "How was each client set up?", List.of(text), List.of(figure)));
    }

    private static Table table(List<RunRecord.Settings> settings) {
        return new Table(
                "What each client was told",
                List.of(Table.Column.text("Cell"), Table.Column.text("Settings")),
                settings.stream()
                        .map(each -> List.of(each.cell(), values(each)))
                        .toList());
    }

    private static String values(RunRecord.Settings settings) {
        return settings.settings().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
