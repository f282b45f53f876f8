package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Cell;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// The needs of the exchanges of cells besides time: calls on sockets, connections, and the wait for one. Columns
/// of tables, each of which is left out where no cell has it.
///
/// The counts are exact, so they have no interval. A percentile is never averaged: of waits it is told how long it was
/// in the iteration in which it was longest.
enum SocketCostColumns {
    READS("Reads/exchange", "calls.reads", 2, false),
    WRITES("Writes/exchange", "calls.writes", 2, false),
    CONNECTIONS("Connections/exchange", "connections.opened", 4, false),
    ACQUIRE_50("Acquire p50, at worst, µs", "acquire.p50", 1, true),
    ACQUIRE_99("Acquire p99, at worst, µs", "acquire.p99", 1, true),
    ACQUIRE_999("Acquire p99.9, at worst, µs", "acquire.p99.9", 1, true);

    private final String title;
    private final String metric;
    private final int decimals;
    private final boolean isPercentile;

    SocketCostColumns(String title, String metric, int decimals, boolean isPercentile) {
        this.title = title;
        this.metric = metric;
        this.decimals = decimals;
        this.isPercentile = isPercentile;
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
        var scale = Scale.plain(decimals);
        return cell.secondary(metric)
                .map(figures -> isPercentile ? scale.figure(figures.largest()) : scale.value(figures.estimate()))
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
