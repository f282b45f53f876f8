package wirebench.reports.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import wirebench.reports.statistics.Family;

/// The measurements of the forks of a suite, put together by cell.
///
/// @param bundle all that the run left
/// @param run what the run says about itself
/// @param cells what they measured, sorted
public record Results(Bundle bundle, RunRecord run, List<Cell> cells) {
    private static final String SCORE = "score";

    /// Keeps a copy.
    public Results {
        cells = List.copyOf(cells);
    }

    /// The results of a run: those of its forks, each in the block in which it ran. What is derived from them, such as
    /// JMH's own file, is not read.
    ///
    /// @throws ReportException if a file is missing or broken; its message says which, and what to do
    public static Results of(Bundle bundle) throws ReportException {
        bundle.requireForks();
        var run = bundle.run().isPresent() ? bundle.run().get() : RunRecord.read(bundle.folder());
        return new Results(bundle, run, cells(bundle));
    }

    /// The results in a folder.
    ///
    /// @throws ReportException if a file is missing or broken; its message says which, and what to do
    public static Results read(Path folder) throws ReportException {
        return of(Bundle.read(folder));
    }

    private static List<Cell> cells(Bundle bundle) throws ReportException {
        var cells = new ArrayList<Cell>();
        for (Arm arm : bundle.plan().arms()) {
            if (!bundle.forks(arm.name()).isEmpty()) {
                cells.add(cell(bundle, arm));
            }
        }
        cells.sort(Comparator.comparing(Cell::id));
        return cells;
    }

    private static Cell cell(Bundle bundle, Arm arm) throws ReportException {
        var forks = bundle.forks(arm.name());
        var secondary = new TreeMap<String, CellMetric>();
        for (String name : names(forks)) {
            metric(name, forks).ifPresent(metric -> secondary.put(name, metric));
        }
        var score = secondary.remove(SCORE);
        if (score == null) {
            var file = bundle.folderOf(forks.getFirst()).resolve(Fork.NAME);
            throw new ReportException(file, "has no metric " + SCORE, Fork.CURE);
        }
        return new Cell(arm.cell(), score, secondary, latency(bundle, forks));
    }

    private static SortedSet<String> names(List<Fork> forks) {
        var names = new TreeSet<String>();
        forks.forEach(fork -> names.addAll(fork.metrics().keySet()));
        return names;
    }

    /// A profiler says nothing of what did not happen: a fork without a collection has no time of collections.
    private static Optional<CellMetric> metric(String name, List<Fork> forks) {
        var figures = new TreeMap<Integer, Double>();
        forks.forEach(fork -> fork.figure(name).ifPresent(figure -> figures.put(fork.block(), figure)));
        var recorded = forks.stream()
                .flatMap(fork -> Optional.ofNullable(fork.metrics().get(name)).stream())
                .toList();
        var largest = recorded.stream()
                .flatMap(metric -> metric.iterations().stream())
                .mapToDouble(Double::doubleValue)
                .max();
        return figures.isEmpty()
                ? Optional.empty()
                : Optional.of(new CellMetric(recorded.getFirst().unit(), largest.orElse(Double.NaN), figures));
    }

    private static Optional<Latency> latency(Bundle bundle, List<Fork> forks) throws ReportException {
        var latency = new Latency();
        for (Fork fork : forks) {
            for (Path log : HistogramLog.ofFork(bundle.folderOf(fork).resolve("histograms"))) {
                latency.add(HistogramLog.readOne(log));
            }
        }
        return latency.samples() == 0 ? Optional.empty() : Optional.of(latency);
    }

    /// The smallest number of forks that any cell has: what a statement about the whole run can rest on.
    public int blocks() {
        return cells.stream()
                .mapToInt(cell -> cell.score().forks().size())
                .min()
                .orElse(0);
    }

    /// Cells of which not every block that the run has begun has a fork: their ratios rest on fewer blocks than
    /// others'.
    public List<Cell> incomplete() {
        var begun = new TreeSet<Integer>();
        cells.forEach(cell -> begun.addAll(cell.score().forks().keySet()));
        return cells.stream()
                .filter(cell -> cell.score().forks().size() < begun.size())
                .toList();
    }

    /// Whether there are enough blocks for a verdict.
    public boolean supportsVerdicts() {
        return blocks() >= Family.FEWEST_BLOCKS;
    }

    /// How many planned results are not there; nothing when the run did not say what it planned.
    ///
    /// A plan may have counted cells or forks of cells; the run is complete if either number is reached.
    public OptionalInt missingResults() {
        var planned = run.plannedResults();
        if (planned.isEmpty()) {
            return planned;
        }
        var forks = cells.stream().mapToInt(cell -> cell.score().forks().size()).sum();
        var complete = planned.getAsInt() == forks || planned.getAsInt() <= cells.size();
        return OptionalInt.of(complete ? 0 : planned.getAsInt() - cells.size());
    }
}
