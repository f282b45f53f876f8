package wirebench.reports.files;

import java.util.SortedMap;
import java.util.TreeMap;

/// Figures of forks, one for each block, for tests.
public final class InBlocks {
    private InBlocks() {}

    /// The first figure is of block 1, the next of block 2, and so on.
    public static SortedMap<Integer, Double> of(double... figures) {
        var blocks = new TreeMap<Integer, Double>();
        for (double figure : figures) {
            blocks.put(blocks.size() + 1, figure);
        }
        return blocks;
    }
}
