package wirebench.jmh.run;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;
import wirebench.reports.files.RunRecord;

/// The account that a run gives of itself, made of its plan and of what its forks say.
///
/// @param plan what it set out to do
/// @param done what it has done
/// @param world around it
/// @param notes anything else worth knowing
record RunSummary(Plan plan, DoneForks done, Surroundings world, List<String> notes) {
    RunRecord record() {
        String now = world.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new RunRecord(
                RunRecord.SCHEMA,
                Optional.of(plan.name()),
                Optional.of(Stream.concat(done.counting().stream(), done.invalid().stream())
                        .map(Fork::startedAt)
                        .min(Comparator.naturalOrder())
                        .map(Object::toString)
                        .orElse(now)),
                Optional.of(now),
                Optional.of(plan.command()),
                OptionalLong.of(plan.seed()),
                OptionalInt.of(plan.order().size()),
                OptionalInt.of(plan.arms().size()),
                world.environment(done.forkArguments()),
                done.counts(),
                done.settings(),
                Stream.of(invalid(), disturbances(), unsteady(), notes.stream())
                        .flatMap(each -> each)
                        .toList());
    }

    private Stream<String> invalid() {
        return done.invalid().stream()
                .map(fork -> "The fork of " + fork.arm() + " in block " + fork.block()
                        + " is INVALID, and in no table: " + fork.invalid().orElse("") + ".");
    }

    private Stream<String> unsteady() {
        long judged = done.counting().stream()
                .filter(fork -> fork.steadyState().isPresent())
                .count();
        long never = done.counting().stream().filter(Fork::isNeverSteady).count();
        return never == 0
                ? Stream.empty()
                : Stream.of(never + " of " + judged
                        + " forks never reached a steady state: their scores still moved, or compilers still ran.");
    }

    private Stream<String> disturbances() {
        return done.counting().stream()
                .filter(fork -> fork.disturbed().isPresent() && plan.reruns() > 0)
                .map(fork -> "The fork of " + fork.arm() + " in block " + fork.block() + " was disturbed ("
                        + fork.disturbed().orElseThrow() + ") in each of " + fork.attempt() + " attempts.");
    }
}
