package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import wirebench.reports.files.Cell;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// Sets the throughput with a server that takes its time against Little's law: in flight, divided by the delay.
///
/// @param cell of the benchmark of delays, whose score is rounds in a second
/// @param inFlight exchanges in flight
/// @param delaySeconds what the server waits for
/// @param processors of the machine; empty if not recorded
record LittlesLaw(Cell cell, int inFlight, double delaySeconds, OptionalDouble processors) {
    private static final Pattern DELAY = Pattern.compile("delay-([1-9][0-9]{0,6})");
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double KEPT = 0.9;
    private static final double USED_UP = 0.9;
    private static final double MICROS_PER_SECOND = 1e6;

    /// A cell beside the law; nothing if its server answers at once.
    static Optional<LittlesLaw> of(Cell cell, OptionalDouble processors) {
        Matcher delay = DELAY.matcher(cell.id().parameter("scenario").orElse(""));
        return delay.matches()
                ? cell.id()
                        .count("concurrency")
                        .map(inFlight -> new LittlesLaw(
                                cell, inFlight, Integer.parseInt(delay.group(1)) / MILLIS_PER_SECOND, processors))
                : Optional.empty();
    }

    /// The figure of all cells to which the law applies.
    static Optional<Document.Figure> figure(String id, List<Cell> cells, OptionalDouble processors) {
        var laws = cells.stream().flatMap(cell -> of(cell, processors).stream()).toList();
        if (laws.isEmpty()) {
            return Optional.empty();
        }
        var columns = List.of(
                Table.Column.text("Client"),
                Table.Column.figure("In flight"),
                Table.Column.figure("Delay, ms"),
                Table.Column.figure("Exchanges/s"),
                Table.Column.figure("Law"),
                Table.Column.figure("Ratio"),
                Table.Column.figure("Client, processors"),
                Table.Column.figure("Server, processors"),
                Table.Column.text("What saturated"));
        var table = new Table(
                "Throughput against Little's law",
                columns,
                laws.stream().map(LittlesLaw::row).toList());
        return Optional.of(Document.Figure.of(id, table));
    }

    double throughput() {
        return cell.score().estimate().value() * inFlight;
    }

    double law() {
        return inFlight / delaySeconds;
    }

    double ratio() {
        return throughput() / law();
    }

    /// What was used up, as far as the recorded counts tell.
    String saturated() {
        if (ratio() >= KEPT) {
            return "nothing";
        }
        var client = busy("client");
        var server = busy("server");
        // The server has one loop, which cannot use more than one processor.
        if (server >= USED_UP) {
            return "server CPU";
        }
        var clientHas = processorsOfClient();
        if (clientHas.isPresent() && client >= USED_UP * clientHas.getAsDouble()) {
            return "client CPU";
        }
        if (processors.isPresent() && client + server >= USED_UP * processors.getAsDouble()) {
            return "all processors, client and server together";
        }
        return usualWaitSeconds() > delaySeconds * (1 - KEPT) ? "pool" : "unknown";
    }

    /// Those of the machine, but no more than the client has event loops, if it said that it has some.
    private OptionalDouble processorsOfClient() {
        var loops = cell.secondary("client.loops").stream()
                .mapToDouble(metric -> metric.estimate().value());
        return DoubleStream.concat(loops, processors.stream()).min();
    }

    private double busy(String end) {
        return cell.secondary("cpu." + end)
                .map(metric -> metric.estimate().value())
                .orElse(0.0);
    }

    private double usualWaitSeconds() {
        return cell.secondary("acquire.p50")
                .map(metric -> metric.estimate().value() / MICROS_PER_SECOND)
                .orElse(0.0);
    }

    private List<String> row() {
        var row = new ArrayList<String>();
        row.add(cell.id().parameter("client").orElse(""));
        row.add(String.format(Locale.ROOT, "%,d", inFlight));
        row.add(Scale.plain(0).figure(delaySeconds * MILLIS_PER_SECOND));
        row.add(Scale.plain(0).figure(throughput()));
        row.add(Scale.plain(0).figure(law()));
        row.add(Scale.plain(2).figure(ratio()));
        row.add(processors("client"));
        row.add(processors("server"));
        row.add(saturated());
        return row;
    }

    private String processors(String end) {
        return cell.secondary("cpu." + end)
                .map(metric -> Scale.plain(2).value(metric.estimate()))
                .orElse(Scale.NONE);
    }
}
