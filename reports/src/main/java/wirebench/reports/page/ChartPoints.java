package wirebench.reports.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.CellId;
import wirebench.reports.files.Fork;
import wirebench.reports.statistics.Estimate;

/// Makes the points of charts: scaled, rounded to what an eye can see, and with the forks marked that were
/// disturbed.
public final class ChartPoints {
    private final Set<String> disturbed = new HashSet<>();

    public ChartPoints(List<Fork> forks) {
        forks.stream()
                .filter(fork -> fork.noise().isStolen())
                .forEach(fork -> disturbed.add(key(fork.cell(), fork.block())));
    }

    /// The point of an estimate, or null when it is not a number.
    ///
    /// @param cells whose forks it was made of: a fork is disturbed if any of them was
    public Chart.@Nullable Point of(Estimate estimate, Scale scale, CellId... cells) {
        if (!estimate.isNumber()) {
            return null;
        }
        var forks = estimate.forks();
        return new Chart.Point(
                Chart.rounded(scale.scaled(estimate.value())),
                bound(estimate, estimate.low(), scale),
                bound(estimate, estimate.high(), scale),
                forks.values().stream()
                        .map(fork -> Chart.rounded(scale.scaled(fork)))
                        .toList(),
                forks.keySet().stream().map(block -> isDisturbed(block, cells)).toList());
    }

    private boolean isDisturbed(int block, CellId... cells) {
        return List.of(cells).stream().anyMatch(cell -> disturbed.contains(key(cell.toString(), block)));
    }

    private static @Nullable Double bound(Estimate estimate, double bound, Scale scale) {
        return estimate.spread() instanceof Estimate.Spread.Interval ? Chart.rounded(scale.scaled(bound)) : null;
    }

    private static String key(String cell, int block) {
        return cell + "#" + block;
    }
}
