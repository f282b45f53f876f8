package wirebench.jmh.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import wirebench.jmh.folder.ForkFolder;
import wirebench.machine.noise.NoiseLimits;
import wirebench.machine.noise.NoiseSample;
import wirebench.reports.files.Fork;
import wirebench.reports.files.ForkNoise;
import wirebench.reports.files.Metric;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Slot;
import wirebench.reports.files.Steadiness;

/// One attempt at a fork of a plan, until it is decided what becomes of it.
///
/// @param plan it is of
/// @param slot it is to fill
/// @param number counted from 1
/// @param part the folder that the fork fills
/// @param world around it
/// @param started when
/// @param noise tells what else the machine has done since
record ForkAttempt(
        Plan plan,
        Slot slot,
        int number,
        ForkFolder part,
        Surroundings world,
        Instant started,
        Supplier<NoiseSample> noise) {
    static ForkAttempt begin(Plan plan, Slot slot, int number, ForkFolder part, Surroundings world) {
        return new ForkAttempt(plan, slot, number, part, world, world.now(), world.watch());
    }

    /// Whether the fork is not run again, whatever comes of this.
    boolean isLast() {
        return number > plan.reruns();
    }

    /// What a fork says about itself.
    ///
    /// @param disturbed what the machine did to it
    /// @param invalid why it does not count
    Fork record(MeasuredFork measured, NoiseSample seen, Optional<String> disturbed, Optional<String> invalid) {
        return record(
                disturbed,
                invalid,
                seen,
                measured.warmupScores(),
                Optional.of(Steadiness.of(WarmupJudgement.of(measured))),
                metrics(measured.result()),
                measured.result().getParams().getJvmArgs().stream()
                        .filter(argument -> !ForkFolder.isNamedBy(argument))
                        .toList());
    }

    /// What is left to say of a fork that measured nothing.
    ///
    /// @param invalid why it does not count
    Fork lost(String invalid) {
        return record(
                Optional.empty(),
                Optional.of(invalid),
                noise.get(),
                List.of(),
                Optional.empty(),
                new TreeMap<>(),
                List.of());
    }

    private Fork record(
            Optional<String> disturbed,
            Optional<String> invalid,
            NoiseSample seen,
            List<Double> warmup,
            Optional<Steadiness> steadiness,
            SortedMap<String, Metric> metrics,
            List<String> jvmArguments) {
        return new Fork(
                Fork.SCHEMA,
                world.origin(plan.origin().run()),
                slot.number(),
                slot.block(),
                slot.arm(),
                plan.cell(plan.arm(slot.arm())).toString(),
                number,
                started.truncatedTo(ChronoUnit.SECONDS),
                world.now().truncatedTo(ChronoUnit.SECONDS),
                disturbed,
                invalid,
                noise(seen),
                warmup,
                steadiness,
                metrics,
                jvmArguments);
    }

    private static ForkNoise noise(NoiseSample seen) {
        return new ForkNoise(
                seen.stealPercent(),
                seen.cpuPressureAvg10(),
                seen.cpuPressurePercent(),
                seen.throttledPercent(),
                seen.loadAverage(),
                seen.timeWait(),
                seen.neighbourPercent(),
                seen.strayJvms().stream()
                        .map(stray -> stray.name() + " (pid " + stray.pid() + ")")
                        .toList(),
                NoiseLimits.DEFAULT.crossedBy(seen));
    }

    /// All figures of a fork, by name.
    private static SortedMap<String, Metric> metrics(BenchmarkResult fork) {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        for (IterationResult iteration : fork.getIterationResults()) {
            add(metrics, "score", iteration.getPrimaryResult());
            iteration.getSecondaryResults().forEach((name, result) -> add(metrics, name, result));
        }
        return metrics;
    }

    private static void add(SortedMap<String, Metric> metrics, String name, Result<?> result) {
        Metric before = metrics.getOrDefault(name, new Metric(result.getScoreUnit(), List.of()));
        List<Double> all = new ArrayList<>(before.iterations());
        all.add(result.getScore());
        metrics.put(name, new Metric(before.unit(), all));
    }
}
