package wirebench.reports.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
/// @param environment the machine and the JVM, by key; empty before the run has come to its end
public record Bundle(
        Path folder, Plan plan, List<Fork> forks, List<InvalidFork> invalid, Map<String, String> environment) {
    private static final String PLAN = "plan.json";
    private static final String RUN = "run.json";
    private static final String CURE = "run the experiment again, or remove the file to do without the environment";

    /// Keeps copies.
    public Bundle {
        forks = List.copyOf(forks);
        invalid = List.copyOf(invalid);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// Reads the folder of a run, also of one that has not come to its end.
    ///
    /// @throws ReportException if a file is missing or broken; its message says which, and what to do
    public static Bundle read(Path folder) throws ReportException {
        var plan = PlanFile.read(folder.resolve(PLAN));
        var folders = ForkFolders.of(folder.resolve("forks"));
        return new Bundle(folder, plan, folders.readValid(), folders.readInvalid(), environment(folder.resolve(RUN)));
    }

    /// Whether a folder holds the plan of a run that asked a question, so that it has a verdict.
    ///
    /// @throws ReportException if there is a plan that is broken
    public static boolean isExperiment(Path folder) throws ReportException {
        var plan = folder.resolve(PLAN);
        return Files.exists(plan) && PlanFile.read(plan).question().isPresent();
    }

    private static Map<String, String> environment(Path file) throws ReportException {
        var environment = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            var recorded = Json.read(file, CURE).optional("environment");
            if (recorded.isPresent()) {
                recorded.get().fields().forEach((key, value) -> environment.put(key, value.plain()));
            }
        }
        return environment;
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

    /// The arithmetic mean of a metric over the forks of an arm, or nothing when none recorded it. It is
    /// shown and decides nothing: verdicts come from ratios inside blocks.
    public OptionalDouble mean(String arm, String metric) {
        return forks(arm).stream()
                .flatMapToDouble(fork -> fork.figure(metric).stream())
                .average();
    }
}
