package wirebench.jmh.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.openjdk.jmh.results.RunResult;
import wirebench.jmh.folder.ForkFolder;
import wirebench.load.Reconciliation;
import wirebench.reports.files.Arm;
import wirebench.reports.files.CellId;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.RunRecord;
import wirebench.reports.files.Slot;

/// The forks that a run has done so far, added up fork by fork, so that each is read once however often the sum is
/// written. A fork that was written by a run before this one counts like any other. Not thread-safe.
final class DoneForks {
    private final Plan plan;
    private final RunFolder folder;
    private final CellResults results;
    private final List<Fork> counting = new ArrayList<>();
    private final List<Fork> invalid = new ArrayList<>();
    private final Map<CellId, Reconciliation> counts = new LinkedHashMap<>();
    private final Map<CellId, SortedMap<String, String>> settings = new LinkedHashMap<>();

    DoneForks(Plan plan, RunFolder folder) {
        this.plan = plan;
        this.folder = folder;
        results = new CellResults(plan);
    }

    /// One more that counts, with what it left in its folder.
    void add(Fork fork) throws IOException, ReportException {
        ForkStore forks = folder.forks();
        Slot slot = fork.slot();
        Arm arm = plan.arm(fork.arm());
        CellId cell = plan.cell(arm);
        results.add(arm, forks.result(slot));
        counting.add(fork);
        Optional<Path> counted = forks.written(slot, "counts");
        if (counted.isPresent()) {
            ForkFolder.counts(counted.get()).ifPresent(more -> counts.merge(cell, more, ForkFolder::sum));
        }
        Optional<Path> set = forks.written(slot, "settings");
        if (set.isPresent()) {
            addSettings(cell, ForkFolder.settings(set.get()));
        }
    }

    private void addSettings(CellId cell, Optional<SortedMap<String, String>> more) throws IOException {
        if (more.isPresent()) {
            SortedMap<String, String> before = settings.putIfAbsent(cell, more.get());
            if (before != null && !before.equals(more.get())) {
                throw new IOException(
                        "forks of " + cell + " were set up differently: " + before + " and " + more.get());
            }
        }
    }

    /// One more that says itself that it does not count. It is named, and in no table.
    void addInvalid(Fork fork) {
        invalid.add(fork);
    }

    /// Those that count, in the order of the plan.
    List<Fork> counting() {
        return List.copyOf(counting);
    }

    /// Those that say themselves that they do not.
    List<Fork> invalid() {
        return List.copyOf(invalid);
    }

    /// JMH's results of all cells.
    List<RunResult> merged() {
        return results.merged();
    }

    /// The arguments that all forks had; empty before the first.
    List<String> forkArguments() {
        return results.forkArguments();
    }

    /// What both ends counted, by cell, in the order of the plan.
    List<RunRecord.Reconciliation> counts() {
        return inOrder(
                counts,
                (cell, both) -> new RunRecord.Reconciliation(
                        cell.toString(),
                        both.clientExchanges(),
                        both.serverExchanges(),
                        both.clientConnections(),
                        OptionalLong.of(both.serverConnections())));
    }

    /// How clients that are not ours were set up, by cell, in the order of the plan.
    List<RunRecord.Settings> settings() {
        return inOrder(settings, (cell, own) -> new RunRecord.Settings(cell.toString(), own));
    }

    private <V, R> List<R> inOrder(Map<CellId, V> values, BiFunction<CellId, V, R> told) {
        List<R> all = new ArrayList<>();
        for (CellId cell : plan.cells()) {
            V value = values.get(cell);
            if (value != null) {
                all.add(told.apply(cell, value));
            }
        }
        return List.copyOf(all);
    }
}
