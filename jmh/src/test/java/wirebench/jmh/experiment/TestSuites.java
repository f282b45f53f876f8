package wirebench.jmh.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wirebench.reports.files.Arm;
import wirebench.reports.files.CellId;
import wirebench.reports.files.Size;
import wirebench.reports.files.Warmup;

/// Suites that tests make up.
public final class TestSuites {
    private TestSuites() {}

    /// A suite of these cells.
    public static Suite of(String name, int blocks, int warmups, int iterations, Duration iterationTime, Arm... cells) {
        Size size = new Size(blocks, Warmup.of(warmups), iterations, iterationTime);
        return new Suite(name, "made up", List.of(cells), size);
    }

    /// The cell of a benchmark method.
    public static CellId cell(Class<?> type, String method, Map<String, String> parameters) {
        return CellId.of(type.getName() + "." + method, parameters);
    }

    /// The same as a suite has it.
    public static Arm arm(Class<?> type, String method, Map<String, String> parameters) {
        String name = cell(type, method, parameters).toString();
        return new Arm(name, type.getName() + "." + method, new TreeMap<>(parameters), List.of());
    }
}
