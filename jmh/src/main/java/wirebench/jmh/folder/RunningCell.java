package wirebench.jmh.folder;

import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.reports.files.CellId;

/// The cell that a fork runs.
public final class RunningCell {
    private RunningCell() {}

    /// As JMH tells it to the fork.
    public static CellId of(BenchmarkParams running) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String name : running.getParamsKeys()) {
            parameters.put(name, running.getParam(name));
        }
        return CellId.of(running.getBenchmark(), parameters);
    }
}
