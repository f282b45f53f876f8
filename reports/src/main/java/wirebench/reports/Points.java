package wirebench.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes the points of charts: scaled, rounded to what an eye can see, and with the forks marked that were
/// disturbed.
final class Points {
    private static final MathContext DIGITS = new MathContext(5);

    private final Set<String> disturbed = new HashSet<>();

    Points(List<RunRecord.Noise> noise) {
        noise.stream()
                .filter(RunRecord.Noise::isDisturbed)
                .forEach(fork -> disturbed.add(key(fork.cell(), fork.block())));
    }

    /// The point of an estimate, or null when it is not a number.
    ///
    /// @param cells whose forks it was made of: a fork is disturbed if any of them was
    Chart.@Nullable Point of(Estimate estimate, Scale scale, CellId... cells) {
        if (!estimate.isNumber()) {
            return null;
        }
        var forks = estimate.forks();
        return new Chart.Point(
                rounded(scale.scaled(estimate.value())),
                bound(estimate, estimate.low(), scale),
                bound(estimate, estimate.high(), scale),
                forks.stream().map(fork -> rounded(scale.scaled(fork))).toList(),
                IntStream.rangeClosed(1, forks.size())
                        .mapToObj(block -> isDisturbed(block, cells))
                        .toList());
    }

    private boolean isDisturbed(int block, CellId... cells) {
        return List.of(cells).stream().anyMatch(cell -> disturbed.contains(key(cell.toString(), block)));
    }

    private static @Nullable Double bound(Estimate estimate, double bound, Scale scale) {
        return estimate.spread() instanceof Estimate.Spread.Interval ? rounded(scale.scaled(bound)) : null;
    }

    /// Five digits: more would only make the page larger.
    static double rounded(double figure) {
        if (figure == 0 || !Double.isFinite(figure)) {
            return 0;
        }
        return new BigDecimal(figure).round(DIGITS).doubleValue();
    }

    private static String key(String cell, int block) {
        return cell + "#" + block;
    }
}
