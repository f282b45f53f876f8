package wirebench.reports.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Adjusts the p values of claims that are made together, so that the probability of one false claim or more stays
/// below the level, however the claims depend on each other (Holm, "A simple sequentially rejective multiple test
/// procedure", Scandinavian Journal of Statistics 6, 1979).
public final class Holm {
    private Holm() {}

    /// The adjusted p values in the order given: the smallest of m is multiplied by m, the next by m − 1 and so on;
    /// none is below the one before it or above 1.
    public static double[] adjust(double[] p) {
        var ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        var adjusted = new double[p.length];
        var atLeast = 0.0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = ascending.get(rank);
            atLeast = Math.max(atLeast, Math.min(1, p[i] * (p.length - rank)));
            adjusted[i] = atLeast;
        }
        return adjusted;
    }
}
