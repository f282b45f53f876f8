package wirebench.reports.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// Everything in a result folder, read and checked.
///
/// @param folder where it was read from
/// @param run what the run says about itself
/// @param cells what it measured, sorted
public record Results(Path folder, RunRecord run, List<Cell> cells) {
    /// From so many blocks on a 95 % claim can be made at all: the two-sided sign test over 5 pairs gives no better
    /// than p = 0.06, over 6 it gives 0.03.
    public static final int BLOCKS_FOR_A_VERDICT = 6;

    public Results {
        cells = List.copyOf(cells);
    }

    /// The results in a folder.
    public static Results read(Path folder) throws ReportException {
        if (!Files.isDirectory(folder)) {
            throw new ReportException(
                    folder, "is no folder", "name the folder that holds jmh-result.json and run.json");
        }
        var run = RunRecord.read(folder.resolve("run.json"));
        return new Results(folder, run, JmhJson.read(jmhJson(folder), histograms(folder)));
    }

    /// Where JMH's own results are.
    public static Path jmhJson(Path folder) {
        return folder.resolve("jmh-result.json");
    }

    /// Where the histograms are.
    public static Path histograms(Path folder) {
        return folder.resolve("histograms");
    }

    /// The smallest number of forks that any cell has: what a statement about the whole run can rest on.
    public int blocks() {
        return cells.stream()
                .mapToInt(cell -> cell.score().forks().size())
                .min()
                .orElse(0);
    }

    /// Whether there are enough blocks for a verdict.
    public boolean supportsVerdicts() {
        return blocks() >= BLOCKS_FOR_A_VERDICT;
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
