package wirebench.jmh.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import wirebench.jmh.folder.ForkFolder;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.noise.NoiseSample;

/// One attempt at a fork of a plan, until it is decided what becomes of it.
///
/// @param number counted from 1
/// @param part the folder that the fork fills
/// @param meter watches the machine meanwhile
record ForkAttempt(RunPlan plan, RunPlan.Slot slot, int number, ForkFolder part, Instant started, NoiseMeter meter) {
    static ForkAttempt begin(RunPlan plan, RunPlan.Slot slot, int number, ForkFolder part) {
        return new ForkAttempt(plan, slot, number, part, Instant.now(), NoiseMeter.start());
    }

    /// Whether the fork is not run again, whatever comes of this.
    boolean isLast() {
        return number > plan.reruns();
    }

    /// What a fork says about itself.
    ///
    /// @param disturbed what the machine did to it
    /// @param invalid why it does not count
    ForkRecord record(MeasuredFork measured, NoiseSample noise, Optional<String> disturbed, Optional<String> invalid) {
        return new ForkRecord(
                ForkRecord.SCHEMA,
                slot.number(),
                slot.block(),
                slot.arm().name(),
                plan.cell(slot.arm()).toString(),
                number,
                seconds(started),
                seconds(Instant.now()),
                disturbed.orElse(null),
                invalid.orElse(null),
                ForkRecord.Noise.of(noise),
                measured.warmupScores(),
                Steadiness.of(measured),
                ForkRecord.metrics(measured.result()),
                measured.result().getParams().getJvmArgs().stream()
                        .filter(argument -> !ForkFolder.isNamedBy(argument))
                        .toList());
    }

    /// What is left to say of a fork that measured nothing.
    ///
    /// @param invalid why it does not count
    ForkRecord lost(String invalid) {
        return new ForkRecord(
                ForkRecord.SCHEMA,
                slot.number(),
                slot.block(),
                slot.arm().name(),
                plan.cell(slot.arm()).toString(),
                number,
                seconds(started),
                seconds(Instant.now()),
                null,
                invalid,
                ForkRecord.Noise.of(meter.sample()),
                List.of(),
                null,
                new TreeMap<>(),
                List.of());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
