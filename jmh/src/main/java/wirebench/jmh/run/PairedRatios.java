package wirebench.jmh.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/// The ratios of an arm to another, block by block, as logarithms. Immutable.
///
/// @param logarithms of each block in which forks of both count
record PairedRatios(List<Double> logarithms) {
    PairedRatios {
        logarithms = List.copyOf(logarithms);
    }

    /// Of the forks that count.
    ///
    /// @param metric as `fork.json` names it; a fork that lacks it is left out
    static PairedRatios of(List<ForkRecord> forks, String metric, String arm, String against) {
        Map<Integer, Double> above = figures(forks, metric, arm);
        Map<Integer, Double> below = figures(forks, metric, against);
        List<Double> logarithms = new ArrayList<>();
        above.forEach((block, figure) -> {
            Double other = below.get(block);
            if (other != null) {
                logarithms.add(Math.log(figure / other));
            }
        });
        return new PairedRatios(logarithms);
    }

    private static Map<Integer, Double> figures(List<ForkRecord> forks, String metric, String arm) {
        Map<Integer, Double> figures = new TreeMap<>();
        for (ForkRecord fork : forks) {
            if (fork.arm().equals(arm)) {
                mean(fork, metric).ifPresent(mean -> figures.put(fork.block(), mean));
            }
        }
        return figures;
    }

    /// A figure that is not positive has no logarithm.
    private static Optional<Double> mean(ForkRecord fork, String metric) {
        ForkRecord.Metric found = fork.metrics().get(metric);
        if (found == null) {
            return Optional.empty();
        }
        double mean = found.iterations().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return mean > 0 && Double.isFinite(mean) ? Optional.of(mean) : Optional.empty();
    }

    int blocks() {
        return logarithms.size();
    }

    /// Their standard deviation; not a number for fewer than two.
    double scatter() {
        return blocks() < 2
                ? Double.NaN
                : StandardDeviation.of(logarithms.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())
                        .getAsDouble();
    }
}
