package wirebench.reports.shared;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import wirebench.reports.files.RunRecord;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;

/// The section that lays what the client counted beside what the server counted.
public final class BothEnds {
    private BothEnds() {}

    /// The section on what client and server counted.
    public static Document.Section section(List<RunRecord.Reconciliation> counts) {
        var apart = counts.stream().filter(count -> !count.agrees()).count();
        var text = counts.isEmpty()
                ? "Not recorded: the counts of the two ends were not compared."
                : apart == 0
                        ? "Yes. Client and server counted the same exchanges and connections in all " + counts.size()
                                + " cells." + untold(counts)
                        : "No. In " + apart + " of " + counts.size()
                                + " cells the two ends counted differently; these cells measured something else than they"
                                + " say.";
        var figure = Document.Figure.of("counts-figure", table(counts));
        var figures = counts.isEmpty() ? List.<Document.Figure>of() : List.of(apart == 0 ? figure.folded() : figure);
        return new Document.Section("counts", "Do both ends agree?", List.of(text), figures);
    }

    private static String untold(List<RunRecord.Reconciliation> counts) {
        var untold = counts.stream()
                .filter(count -> count.connectionsClient().isEmpty())
                .count();
        return untold == 0 ? "" : " Of " + untold + " of them the client does not tell its connections.";
    }

    private static Table table(List<RunRecord.Reconciliation> counts) {
        return new Table(
                "Exchanges and connections, as each end counted them",
                List.of(
                        Table.Column.text("Cell"),
                        Table.Column.figure("Exchanges, client"),
                        Table.Column.figure("server"),
                        Table.Column.figure("Connections, client"),
                        Table.Column.figure("server"),
                        Table.Column.text("Agree")),
                counts.stream().map(BothEnds::row).toList());
    }

    private static List<String> row(RunRecord.Reconciliation count) {
        return List.of(
                count.cell(),
                whole(OptionalLong.of(count.clientExchanges())),
                whole(OptionalLong.of(count.serverExchanges())),
                whole(count.connectionsClient()),
                whole(count.connectionsServer()),
                count.agrees() ? "yes" : "NO");
    }

    private static String whole(OptionalLong count) {
        return count.isPresent() ? String.format(Locale.ROOT, "%,d", count.getAsLong()) : "not recorded";
    }
}
