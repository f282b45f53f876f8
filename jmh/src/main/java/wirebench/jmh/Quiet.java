package wirebench.jmh;

import java.util.Optional;
import wirebench.load.machine.NoiseLimits;
import wirebench.load.machine.NoiseSample;

/// Decides whether the machine was quiet enough during a fork for its result to count.
interface Quiet {
    /// The usual rule: no limit was crossed.
    Quiet USUAL = noise -> NoiseLimits.DEFAULT.crossedBy(noise).stream().findFirst();

    /// Why a fork does not count, in words; nothing if it does.
    Optional<String> objection(NoiseSample noise);
}
