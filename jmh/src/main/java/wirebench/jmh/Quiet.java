package wirebench.jmh;

import java.util.Locale;
import java.util.Optional;
import wirebench.load.NoiseSample;

/// Decides whether the machine was quiet enough during a fork for its result to count.
interface Quiet {
    /// As the report has it: a fork that lost more processor time to the hypervisor is not a measurement.
    double STEAL_LIMIT_PERCENT = 1;

    /// The usual rule.
    Quiet LITTLE_STEAL = noise -> noise.stealPercent().stream()
            .filter(steal -> steal > STEAL_LIMIT_PERCENT)
            .mapToObj(steal -> String.format(Locale.ROOT, "steal-%.1f-percent", steal))
            .findFirst();

    /// Why a fork does not count, in words that can be part of a file's name; nothing if it does.
    Optional<String> objection(NoiseSample noise);
}
