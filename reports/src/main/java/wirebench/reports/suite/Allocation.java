package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellMetric;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;
import wirebench.reports.statistics.Estimate;

/// The figures on what an exchange allocates, next to what the floor of its model does.
final class Allocation {
    private static final Scale OCTETS = Scale.plain(1);

    private Allocation() {}

    /// Nothing when no allocation was counted.
    static Optional<Document.Figure> figure(String id, Sweep sweep) {
        var rows = rows(sweep);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var chart = new Chart.Allocation(
                "Octets allocated for each exchange, by client and concurrency, with the floor of each",
                "B/exchange",
                List.copyOf(sweep.concurrencies()),
                sweep.arms().stream().map(arm -> bars(arm.client(), sweep)).toList());
        var table = new Table("Heap allocated in the client's JVM for each exchange, B", columns(sweep), rows);
        return Optional.of(Document.Figure.of(id, chart, Optional.of(table)));
    }

    private static List<Table.Column> columns(Sweep sweep) {
        var columns = new ArrayList<>(List.of(
                Table.Column.figure("Concurrency"),
                Table.Column.text("Client"),
                Table.Column.figure("B/exchange"),
                Table.Column.figure("95 % interval")));
        if (!sweep.floors().isEmpty()) {
            columns.add(Table.Column.figure("Floor, B/exchange"));
            columns.add(Table.Column.figure("Above the floor, B"));
        }
        return columns;
    }

    private static List<List<String>> rows(Sweep sweep) {
        var rows = new ArrayList<List<String>>();
        for (int concurrency : sweep.concurrencies()) {
            for (Sweep.Arm arm : sweep.arms()) {
                octets(arm.at(concurrency)).ifPresent(own -> {
                    var row = new ArrayList<>(List.of(Integer.toString(concurrency), arm.client()));
                    row.add(OCTETS.value(own));
                    row.add(OCTETS.interval(own));
                    if (!sweep.floors().isEmpty()) {
                        var floor = octets(sweep.floor(arm.client(), concurrency));
                        row.add(floor.map(OCTETS::value).orElse("not measured"));
                        row.add(floor.map(f -> OCTETS.figure(own.value() - f.value()))
                                .orElse(Scale.NONE));
                    }
                    rows.add(row);
                });
            }
        }
        return rows;
    }

    private static Optional<Estimate> octets(Optional<Cell> cell) {
        return cell.flatMap(Cell::allocation).map(CellMetric::estimate);
    }

    private static Chart.Bars bars(String client, Sweep sweep) {
        var own = new ArrayList<@Nullable Double>();
        var floors = new ArrayList<@Nullable Double>();
        for (int concurrency : sweep.concurrencies()) {
            own.add(height(sweep.cell(client, concurrency)));
            floors.add(height(sweep.floor(client, concurrency)));
        }
        return new Chart.Bars(client, client, own, floors);
    }

    private static @Nullable Double height(Optional<Cell> cell) {
        return octets(cell)
                .filter(Estimate::isNumber)
                .map(estimate -> Chart.rounded(estimate.value()))
                .orElse(null);
    }
}
