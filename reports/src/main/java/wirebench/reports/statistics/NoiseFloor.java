package wirebench.reports.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;

/// The difference that the machine makes of none at all: the ratio of the baseline's identical copy to the
/// baseline.
///
/// @param ratio the copy's geometric mean ratio to the baseline, 1 in an ideal world
/// @param interval its 95 % interval
/// @param blocks how many blocks it comes from
public record NoiseFloor(double ratio, Interval interval, int blocks) {
    /// Nothing when too few blocks have both for an interval.
    public static Optional<NoiseFloor> of(List<Block> blocks, String copy, String baseline, long seed) {
        var logs = Block.logRatios(blocks, copy, baseline);
        if (logs.length < Family.FEWEST_BLOCKS) {
            return Optional.empty();
        }
        var mean = Mean.of(logs).getAsDouble();
        return TypicalValues.of(logs, seed)
                .interval(Family.LEVEL)
                .map(interval -> new NoiseFloor(Math.exp(mean), interval.exp(), logs.length));
    }

    /// The farthest that the interval reaches from 1, as a logarithm: an effect not beyond it is noise.
    ///
    /// That is the half-width of the interval and the copy's own point added up.
    public double log() {
        return new Interval(Math.log(interval.low()), Math.log(interval.high())).reach();
    }

    /// The same as a share: 0.03 when ratios up to 1.03 are noise.
    public double share() {
        return Math.expm1(log());
    }
}
