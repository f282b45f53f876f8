package wirebench.jmh.run;

import java.util.Optional;
import wirebench.machine.noise.NoiseLimits;
import wirebench.machine.noise.NoiseSample;

/// Decides whether the machine was quiet enough during a fork for its result to count.
interface NoiseRule {
    /// The usual rule: no limit was crossed.
    NoiseRule USUAL = noise -> NoiseLimits.DEFAULT.crossedBy(noise).stream().findFirst();

    /// Why a fork does not count, in words; nothing if it does.
    Optional<String> objection(NoiseSample noise);
}
