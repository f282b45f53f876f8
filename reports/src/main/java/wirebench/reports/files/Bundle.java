package wirebench.reports.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import wirebench.reports.statistics.Block;

/// Everything that one run left in its folder: what was planned, what every fork measured, and where.
///
/// Immutable and thread-safe.
///
/// @param folder where it was read from
/// @param plan what was to be done
/// @param forks those that count, in the order of the plan
/// @param invalid those that were thrown out, in the order of the plan
/// @param strays what lies beside them and is not counted, since it is of another run, of no slot, or changed
/// @param run what the run says about itself; empty before its first block has ended
public record Bundle(
        Path folder,
        Plan plan,
        List<Fork> forks,
        List<InvalidFork> invalid,
        List<Stray> strays,
        Optional<RunRecord> run) {

    /// Keeps copies.
    public Bundle {
        forks = List.copyOf(forks);
        invalid = List.copyOf(invalid);
        strays = List.copyOf(strays);
    }

    /// Reads the folder of a run, also of one that has not come to its end.
    ///
    /// @throws ReportException if a file is missing or broken; its message says which, and what to do
    public static Bundle read(Path folder) throws ReportException {
        if (!Files.isDirectory(folder)) {
            throw new ReportException(folder, "is no folder", "name the folder of a run, which holds plan.json");
        }
        var plan = Plan.read(folder);
        var run = Files.exists(folder.resolve(RunRecord.NAME))
                ? Optional.of(RunRecord.read(folder))
                : Optional.<RunRecord>empty();
        var folders = ForkFolders.read(folder.resolve("forks"), plan);
        return new Bundle(folder, plan, folders.forks(), folders.invalid(), folders.strays(), run);
    }

    /// Insists that there is anything to report.
    ///
    /// @throws NoForkCounts if no fork counts; its message says why
    public void requireForks() throws NoForkCounts {
        if (forks.isEmpty()) {
            throw NoForkCounts.of(this);
        }
    }

    /// The machine and the forks' JVM, by key; empty before the first block has ended.
    public Map<String, String> environment() {
        return run.map(RunRecord::environment).orElse(Map.of());
    }

    /// Where a fork that counts has its files, such as `forks/b02-07-nio`.
    public Path folderOf(Fork fork) {
        return folder.resolve("forks").resolve(fork.slot().toString());
    }

    /// What is said of forks that lie in the folder and are not counted; nothing if there are none.
    public Optional<String> strayCaution() {
        return strays.isEmpty()
                ? Optional.empty()
                : Optional.of("Left out, since they do not belong to this run as it was written: "
                        + String.join("; ", strays.stream().map(Stray::toString).toList()) + ".");
    }

    /// The forks of one arm that count, in the order of the plan.
    public List<Fork> forks(String arm) {
        return forks.stream().filter(fork -> fork.arm().equals(arm)).toList();
    }

    /// The unit of a metric, or nothing when no fork recorded it.
    public Optional<String> unit(String metric) {
        return forks.stream()
                .flatMap(fork -> Optional.ofNullable(fork.metrics().get(metric)).stream())
                .map(Metric::unit)
                .findFirst();
    }

    /// Why arms cannot be compared by a metric, as a sentence; nothing when they can.
    ///
    /// They are compared by ratios, and so every figure must be above zero.
    public Optional<String> refusal(String metric) {
        if (unit(metric).isEmpty()) {
            return Optional.of("No fork recorded " + metric + ", so there is nothing to compare.");
        }
        return forks.stream()
                .filter(fork -> fork.figure(metric).isPresent())
                .filter(fork -> !isPositive(fork.figure(metric).getAsDouble()))
                .findFirst()
                .map(fork -> "A fork of " + fork.arm() + " has a figure of "
                        + fork.figure(metric).getAsDouble()
                        + " for " + metric
                        + ", which has no ratio to another: arms are compared by ratios, and so every"
                        + " figure must be above zero.");
    }

    private static boolean isPositive(double figure) {
        return figure > 0 && Double.isFinite(figure);
    }

    /// The figure of each arm's fork in each block that has begun, in the order of the blocks. A fork that
    /// was thrown out, has not run or did not record the metric is left out.
    ///
    /// @throws IllegalArgumentException if there is a [#refusal(String)]
    public List<Block> blocks(String metric) {
        var refusal = refusal(metric);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        var byBlock = new TreeMap<Integer, Map<String, Double>>();
        invalid.forEach(fork -> byBlock.put(fork.block(), new HashMap<>()));
        forks.forEach(fork -> byBlock.put(fork.block(), new HashMap<>()));
        for (Fork fork : forks) {
            var block = byBlock.getOrDefault(fork.block(), new HashMap<>());
            fork.figure(metric).ifPresent(figure -> block.put(fork.arm(), figure));
        }
        return byBlock.values().stream().map(Block::new).toList();
    }

    /// The largest figure of any iteration of an arm, or nothing when none recorded it. Of a percentile this is what
    /// can be said of all forks without their histograms: its value in the worst of them.
    public OptionalDouble largest(String arm, String metric) {
        return forks(arm).stream()
                .flatMap(fork -> Optional.ofNullable(fork.metrics().get(metric)).stream())
                .flatMap(recorded -> recorded.iterations().stream())
                .mapToDouble(Double::doubleValue)
                .max();
    }

    /// The arithmetic mean of a metric over the forks of an arm, or nothing when none recorded it. It is
    /// shown and decides nothing: verdicts come from ratios inside blocks.
    public OptionalDouble mean(String arm, String metric) {
        return forks(arm).stream()
                .flatMapToDouble(fork -> fork.figure(metric).stream())
                .average();
    }
}
