package wirebench.jmh;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a run says about itself in `run.json`, made of its plan and of what its forks say.
///
/// @param plan what it set out to do
/// @param forks those that are done, in the order of the plan
/// @param environment the machine and the JVM of the forks
/// @param notes anything else worth knowing
record RunSummary(RunPlan plan, List<ForkRecord> forks, Surroundings environment, List<String> notes) {
    RunRecord record(ResultFolder folder) throws IOException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new RunRecord(
                RunRecord.SCHEMA,
                plan.name(),
                forks.stream()
                        .map(ForkRecord::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(now),
                now,
                plan.command(),
                plan.order().size(),
                plan.seed(),
                plan.arms().size(),
                forks.stream()
                        .map(fork -> new RunRecord.Fork(fork.block(), fork.cell()))
                        .toList(),
                environment,
                forks.stream().map(RunRecord.Noise::of).toList(),
                counts(folder),
                settings(folder),
                Stream.concat(disturbances(), notes.stream()).toList());
    }

    private Stream<String> disturbances() {
        return forks.stream()
                .filter(fork -> fork.disturbed() != null && plan.reruns() > 0)
                .map(fork -> "The fork of " + fork.arm() + " in block " + fork.block() + " was disturbed ("
                        + fork.disturbed() + ") in each of " + fork.attempt() + " attempts.");
    }

    private List<RunRecord.Counts> counts(ResultFolder folder) throws IOException {
        List<RunRecord.Counts> counts = new ArrayList<>();
        for (CellId cell : plan.cells()) {
            folder.counts(cell).ifPresent(sum -> counts.add(RunRecord.Counts.of(cell, sum)));
        }
        return counts;
    }

    private List<RunRecord.Settings> settings(ResultFolder folder) throws IOException {
        List<RunRecord.Settings> settings = new ArrayList<>();
        for (CellId cell : plan.cells()) {
            folder.settings(cell).ifPresent(own -> settings.add(new RunRecord.Settings(cell.toString(), own)));
        }
        return settings;
    }
}
