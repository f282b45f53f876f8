package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellMetric;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// What the exchanges of cells needed besides time: calls on sockets, connections, and the wait for one. Columns of
/// tables, each of which is left out where no cell has it.
///
/// The counts are exact, so they have no interval; waits are means over iterations, since that is all that JMH keeps.
enum SocketCostColumns {
    READS("Reads/exchange", "calls.reads", 2),
    WRITES("Writes/exchange", "calls.writes", 2),
    CONNECTIONS("Connections/exchange", "connections.opened", 4),
    ACQUIRE_50("Acquire p50, µs", "acquire.p50", 1),
    ACQUIRE_99("Acquire p99, µs", "acquire.p99", 1),
    ACQUIRE_999("Acquire p99.9, µs", "acquire.p99.9", 1);

    private final String title;
    private final String metric;
    private final int decimals;

    SocketCostColumns(String title, String metric, int decimals) {
        this.title = title;
        this.metric = metric;
        this.decimals = decimals;
    }

    /// Those that at least one of the cells has.
    static List<SocketCostColumns> of(List<Cell> cells) {
        return List.of(values()).stream()
                .filter(need -> cells.stream()
                        .anyMatch(cell -> cell.secondary(need.metric).isPresent()))
                .toList();
    }

    Table.Column column() {
        return Table.Column.figure(title);
    }

    String in(Cell cell) {
        return cell.secondary(metric)
                .map(CellMetric::estimate)
                .map(Scale.plain(decimals)::value)
                .orElse(Scale.NONE);
    }

    /// The figure of all cells that have any of it; nothing if none has.
    static Optional<Document.Figure> figure(String id, List<Cell> cells) {
        var having = cells.stream().filter(cell -> !of(List.of(cell)).isEmpty()).toList();
        if (having.isEmpty()) {
            return Optional.empty();
        }
        var needs = of(having);
        var columns = new ArrayList<>(List.of(Table.Column.text("Cell")));
        needs.forEach(need -> columns.add(need.column()));
        var rows = having.stream()
                .map(cell -> {
                    var row = new ArrayList<>(List.of(cell.id().toString()));
                    needs.forEach(need -> row.add(need.in(cell)));
                    return List.copyOf(row);
                })
                .toList();
        return Optional.of(Document.Figure.of(
                id, new Table("Calls on sockets, connections opened, and waits for a connection", columns, rows)));
    }
}
