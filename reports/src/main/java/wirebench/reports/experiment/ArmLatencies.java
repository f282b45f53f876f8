package wirebench.reports.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.HistogramLog;
import wirebench.reports.files.Latency;
import wirebench.reports.files.ReportException;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.ForkPercentile;
import wirebench.reports.statistics.Interval;

/// The latencies of arms, a histogram in nanoseconds for each fork that wrote one.
///
/// A fork's histograms are its `histograms/CELL/fork-MILLIS-PID.hlog`: response times at a fixed rate,
/// service times in a closed loop. Files of other names beside them are passed over.
///
/// @param forks by arm; arms without any are left out
/// @param seed for the intervals
record ArmLatencies(Map<String, List<Histogram>> forks, long seed) {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double LEVEL = 0.05;
    private static final int DRAWS = 1_000;

    static ArmLatencies read(Bundle bundle) throws ReportException {
        var forks = new LinkedHashMap<String, List<Histogram>>();
        for (String arm : ExperimentReport.arms(bundle)) {
            var histograms = new ArrayList<Histogram>();
            for (Fork fork : bundle.forks(arm)) {
                for (Path log : HistogramLog.ofFork(bundle.folderOf(fork).resolve("histograms"))) {
                    histograms.add(HistogramLog.readOne(log));
                }
            }
            histograms.removeIf(histogram -> histogram.getTotalCount() == 0);
            if (!histograms.isEmpty()) {
                forks.put(arm, List.copyOf(histograms));
            }
        }
        return new ArmLatencies(forks, bundle.plan().seed());
    }

    List<String> arms() {
        return List.copyOf(forks.keySet());
    }

    /// All forks of an arm together.
    Latency merged(String arm) {
        var latency = new Latency();
        histograms(arm).forEach(latency::add);
        return latency;
    }

    /// Microseconds, or nothing when fewer than ten samples of an arm lie beyond.
    OptionalDouble micros(String arm, double percentile) {
        var found = histograms(arm);
        var nanos = found.isEmpty() ? OptionalDouble.empty() : new ForkPercentile(percentile).ofMerged(found);
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / NANOS_PER_MICRO) : nanos;
    }

    /// The interval around [#micros(String, double)] in microseconds, or nothing when there is no such percentile,
    /// or when fewer than 6 forks could be drawn from.
    Optional<Interval> interval(String arm, double percentile) {
        if (count(arm) < Family.FEWEST_BLOCKS || micros(arm, percentile).isEmpty()) {
            return Optional.empty();
        }
        var nanos = new ForkPercentile(percentile).mergedInterval(histograms(arm), LEVEL, DRAWS, seed);
        return Optional.of(new Interval(nanos.low() / NANOS_PER_MICRO, nanos.high() / NANOS_PER_MICRO));
    }

    /// How many forks of an arm wrote any.
    int count(String arm) {
        return histograms(arm).size();
    }

    private List<Histogram> histograms(String arm) {
        return forks.getOrDefault(arm, List.of());
    }
}
