package wirebench.jmh.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.WorkloadParams;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.folder.ForkFolder;
import wirebench.reports.files.Arm;
import wirebench.reports.files.CellId;
import wirebench.reports.files.Plan;

/// The forks of all cells, gathered block by block, and merged into results as JMH itself would have given them,
/// had it run all forks of a cell one after another. Not thread-safe.
final class CellResults {
    private final Plan plan;
    private final Map<CellId, List<BenchmarkResult>> forks = new LinkedHashMap<>();

    CellResults(Plan plan) {
        this.plan = plan;
    }

    void add(Arm arm, BenchmarkResult fork) {
        CellId cell = plan.cell(arm);
        forks.computeIfAbsent(cell, _ -> new ArrayList<>()).add(fork);
    }

    /// A result for each cell that has a fork, in the order of the plan.
    List<RunResult> merged() {
        return forks.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> plan.cells().indexOf(entry.getKey())))
                .map(entry -> merge(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// The arguments of the forks' JVMs, which are the same for all, but for where they write and for the arms of a
    /// benchmark of schedulers; empty before the
    /// first fork.
    List<String> forkArguments() {
        return forks.values().stream()
                .flatMap(List::stream)
                .findFirst()
                .map(fork -> fork.getParams().getJvmArgs())
                .orElse(List.of())
                .stream()
                .filter(argument -> !ForkFolder.isNamedBy(argument))
                .filter(argument -> !VirtualThreadScheduler.isOfOneArm(argument))
                .filter(argument ->
                        plan.arms().stream().noneMatch(arm -> arm.jvmArguments().contains(argument)))
                .toList();
    }

    private static RunResult merge(CellId cell, List<BenchmarkResult> forks) {
        return new RunResult(parameters(cell, forks.getFirst().getParams(), forks.size()), forks);
    }

    /// Each fork says that there was one fork, since it was run alone, and none knows the name of its arm.
    private static BenchmarkParams parameters(CellId cell, BenchmarkParams one, int forks) {
        WorkloadParams parameters = new WorkloadParams();
        int order = 0;
        for (Map.Entry<String, String> parameter : cell.parameters().entrySet()) {
            parameters.put(parameter.getKey(), parameter.getValue(), order++);
        }
        return new BenchmarkParams(
                one.getBenchmark(),
                one.generatedBenchmark(),
                one.shouldSynchIterations(),
                one.getThreads(),
                one.getThreadGroups(),
                one.getThreadGroupLabels(),
                forks,
                one.getWarmupForks(),
                one.getWarmup(),
                one.getMeasurement(),
                one.getMode(),
                parameters,
                one.getTimeUnit(),
                one.getOpsPerInvocation(),
                one.getJvm(),
                one.getJvmArgs(),
                one.getJdkVersion(),
                one.getVmName(),
                one.getVmVersion(),
                one.getJmhVersion(),
                one.getTimeout());
    }
}
