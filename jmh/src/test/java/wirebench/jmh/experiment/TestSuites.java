package wirebench.jmh.experiment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import wirebench.jmh.folder.CellId;

/// Suites that tests make up.
public final class TestSuites {
    private TestSuites() {}

    /// A suite of these cells.
    public static Suite of(
            String name, int blocks, int warmups, int iterations, Duration iterationTime, CellId... cells) {
        List<Arm> arms = Arrays.stream(cells)
                .map(cell -> new Arm(cell.toString(), cell.benchmark(), cell.parameters(), List.of()))
                .toList();
        return new Suite(name, "made up", arms, new Size(blocks, Warmup.of(warmups), iterations, iterationTime));
    }
}
