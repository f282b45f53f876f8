package wirebench.jmh.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import wirebench.reports.files.Fork;

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
    static PairedRatios of(List<Fork> forks, String metric, String arm, String against) {
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

    private static Map<Integer, Double> figures(List<Fork> forks, String metric, String arm) {
        Map<Integer, Double> figures = new TreeMap<>();
        for (Fork fork : forks) {
            if (fork.arm().equals(arm)) {
                figure(fork, metric).ifPresent(figure -> figures.put(fork.block(), figure));
            }
        }
        return figures;
    }

    /// A figure that is not positive has no logarithm.
    private static OptionalDouble figure(Fork fork, String metric) {
        OptionalDouble figure = fork.figure(metric);
        return figure.orElse(0) > 0 && Double.isFinite(figure.getAsDouble()) ? figure : OptionalDouble.empty();
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
