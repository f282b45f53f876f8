package wirebench.jmh.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a run says about itself in `run.json`, made of its plan and of what its forks say.
///
/// @param plan what it set out to do
/// @param done what it has done
/// @param environment the machine and the JVM of the forks
/// @param notes anything else worth knowing
record RunSummary(RunPlan plan, DoneForks done, RecordedEnvironment environment, List<String> notes) {
    RunRecord record() {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<ForkRecord> forks = done.counting();
        return new RunRecord(
                RunRecord.SCHEMA,
                plan.name(),
                Stream.concat(forks.stream(), done.invalid().stream())
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
                done.counts(),
                done.settings(),
                Stream.of(invalid(), disturbances(), unsteady(), notes.stream())
                        .flatMap(each -> each)
                        .toList());
    }

    private Stream<String> invalid() {
        return done.invalid().stream()
                .map(fork -> "The fork of " + fork.arm() + " in block " + fork.block()
                        + " is INVALID, and in no table: " + fork.invalid() + ".");
    }

    private Stream<String> unsteady() {
        List<Steadiness> judged = done.counting().stream()
                .map(ForkRecord::steadyState)
                .filter(Objects::nonNull)
                .toList();
        long never = judged.stream().filter(Steadiness::isNever).count();
        return never == 0
                ? Stream.empty()
                : Stream.of(never + " of " + judged.size()
                        + " forks never reached a steady state: their scores still moved, or compilers still ran.");
    }

    private Stream<String> disturbances() {
        return done.counting().stream()
                .filter(fork -> fork.disturbed() != null && plan.reruns() > 0)
                .map(fork -> "The fork of " + fork.arm() + " in block " + fork.block() + " was disturbed ("
                        + fork.disturbed() + ") in each of " + fork.attempt() + " attempts.");
    }
}
