package wirebench.reports.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the JSON that JMH writes (`-rf json`).
///
/// A cell that occurs more than once, as when its forks were run one at a time, is put together in the order of the
/// file: its forks follow each other.
final class JmhJson {
    private static final String CURE = "run the benchmarks again (mvn verify -Pbench) and see their log for errors";

    private JmhJson() {}

    static List<Cell> read(Path file, Path histograms) throws ReportException {
        var cells = new LinkedHashMap<String, Cell>();
        for (Json result : Json.read(file, CURE).elements()) {
            var cell = cell(result);
            cells.merge(cell.mode() + " " + cell.score().unit() + " " + cell.id(), cell, JmhJson::join);
        }
        if (cells.isEmpty()) {
            throw new ReportException(file, "holds no result", CURE);
        }
        var complete = new ArrayList<Cell>();
        for (Cell cell : sorted(cells.values())) {
            var latency = HistogramLog.readAll(histograms, cell.id());
            complete.add(new Cell(cell.id(), cell.mode(), cell.score(), cell.secondary(), latency));
        }
        return complete;
    }

    /// Where forks are run in random order, the order of the file means nothing.
    private static List<Cell> sorted(Collection<Cell> cells) {
        return cells.stream().sorted(Comparator.comparing(Cell::id)).toList();
    }

    private static Cell cell(Json result) throws ReportException {
        var parameters = new TreeMap<String, String>();
        if (result.optional("params").isPresent()) {
            for (var entry : result.field("params").fields().entrySet()) {
                parameters.put(entry.getKey(), entry.getValue().text());
            }
        }
        var secondary = new TreeMap<String, JmhMetric>();
        if (result.optional("secondaryMetrics").isPresent()) {
            for (var entry : result.field("secondaryMetrics").fields().entrySet()) {
                secondaryMetric(entry.getValue()).ifPresent(metric -> secondary.put(entry.getKey(), metric));
            }
        }
        return new Cell(
                CellId.of(result.field("benchmark").text(), parameters),
                result.field("mode").text(),
                metric(result.field("primaryMetric")),
                secondary,
                Optional.empty());
    }

    private static JmhMetric metric(Json metric) throws ReportException {
        var forks = new ArrayList<Double>();
        for (Json fork : metric.field("rawData").elements()) {
            forks.add(mean(fork));
        }
        if (forks.isEmpty()) {
            throw new ReportException(metric.file(), metric.place() + ".rawData holds no fork", CURE);
        }
        return new JmhMetric(metric.field("scoreUnit").text(), forks);
    }

    /// A profiler says nothing of what did not happen: a fork without a collection has no time of collections.
    private static Optional<JmhMetric> secondaryMetric(Json metric) throws ReportException {
        var forks = new ArrayList<Double>();
        for (Json fork : metric.field("rawData").elements()) {
            if (!fork.elements().isEmpty()) {
                forks.add(mean(fork));
            }
        }
        return forks.isEmpty()
                ? Optional.empty()
                : Optional.of(new JmhMetric(metric.field("scoreUnit").text(), forks));
    }

    private static double mean(Json fork) throws ReportException {
        var iterations = fork.elements();
        if (iterations.isEmpty()) {
            throw new ReportException(fork.file(), fork.place() + " holds no iteration", CURE);
        }
        var sum = 0.0;
        for (Json iteration : iterations) {
            sum += iteration.number();
        }
        return sum / iterations.size();
    }

    /// A secondary metric that one part lacks is left out of the whole: its forks could not be told apart any more.
    private static Cell join(Cell first, Cell next) {
        var secondary = new TreeMap<String, JmhMetric>();
        first.secondary().forEach((name, metric) -> {
            var more = next.secondary().get(name);
            if (more != null) {
                secondary.put(name, join(metric, more));
            }
        });
        return new Cell(first.id(), first.mode(), join(first.score(), next.score()), secondary, first.latency());
    }

    private static JmhMetric join(JmhMetric first, JmhMetric next) {
        var forks = new ArrayList<>(first.forks());
        forks.addAll(next.forks());
        return new JmhMetric(first.unit(), forks);
    }
}
