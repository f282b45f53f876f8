package wirebench.reports.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Prediction;
import wirebench.reports.statistics.Block;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.Holm;
import wirebench.reports.statistics.Interval;
import wirebench.reports.statistics.Means;
import wirebench.reports.statistics.NoiseFloor;
import wirebench.reports.statistics.TypicalValues;

/// The predictions of an experiment, judged together.
///
/// The rule, first match wins, at a level of 5 %:
///
/// 1. *invalid*: the metric has no ratios, or fewer than half of the blocks have valid forks of both arms.
/// 2. *inconclusive*: fewer than 6 blocks have them.
/// 3. *holds* when all of the 95 % interval of the ratio lies within the bounds, *contradicted* when all of
///    it lies outside, in both cases also after Holm's adjustment over all predictions: whoever predicts much
///    is right by chance sometimes.
/// 4. *inconclusive* otherwise.
///
/// The interval is that of the sign-flip test, so its lying inside or outside is the same as a p value of at
/// most 5 %. Each prediction makes the one claim whose p value is smaller; where it is wrong, that p value is
/// above the level as often as it should be, and so Holm's adjustment holds for such claims too.
record Predictions(List<Block> blocks, Optional<NoiseFloor> floor, long seed) {
    private static final double LEVEL = 0.05;

    /// One prediction before the others are looked at.
    private record Claim(
            Prediction prediction, double ratio, Interval interval, int blocks, double pHolds, double pContradicted) {
        double p() {
            return Math.min(pHolds, pContradicted);
        }
    }

    /// One outcome for each, in their order.
    List<Outcome> judge(List<Prediction> predictions) {
        var outcomes = new ArrayList<Outcome>();
        var claims = new ArrayList<Claim>();
        for (Prediction prediction : predictions) {
            var logs = logs(prediction);
            refusal(prediction, logs.length).ifPresentOrElse(outcomes::add, () -> claims.add(claim(prediction, logs)));
        }
        var adjusted = Holm.adjust(claims.stream().mapToDouble(Claim::p).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            outcomes.add(decide(claims.get(i), adjusted[i], adjusted.length));
        }
        return predictions.stream()
                .map(prediction -> outcomes.stream()
                        .filter(outcome -> outcome.prediction().equals(prediction))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private double[] logs(Prediction prediction) {
        return blocks.stream()
                .map(Block::scores)
                .filter(scores -> scores.containsKey(prediction.arm()) && scores.containsKey(prediction.against()))
                .mapToDouble(scores -> Math.log(scores.get(prediction.arm()) / scores.get(prediction.against())))
                .toArray();
    }

    private Optional<Outcome> refusal(Prediction prediction, int complete) {
        if (2 * complete < blocks.size()) {
            var reason = "only " + complete + " of " + blocks.size() + " blocks have valid forks of both";
            return Optional.of(new Outcome.Invalid(prediction, reason));
        }
        return complete < Family.FEWEST_BLOCKS
                ? Optional.of(new Outcome.Inconclusive(
                        prediction,
                        "fewer than " + Family.FEWEST_BLOCKS + " blocks (" + complete + ")",
                        Optional.empty()))
                : Optional.empty();
    }

    private Claim claim(Prediction prediction, double[] logs) {
        var typical = TypicalValues.of(logs, seed);
        var low = Math.log(prediction.low());
        var high = Math.log(prediction.high());
        var interval = typical.interval(LEVEL).orElseThrow();
        var inside = 2 * Math.max(typical.pAbove(low), typical.pBelow(high));
        var outside = 2 * Math.min(typical.pBelow(low), typical.pAbove(high));
        var ratios = Arrays.stream(logs).map(Math::exp).boxed().toList();
        return new Claim(
                prediction,
                Means.geometric(ratios),
                new Interval(Math.exp(interval.low()), Math.exp(interval.high())),
                logs.length,
                Math.min(1, inside),
                Math.min(1, outside));
    }

    private Outcome decide(Claim claim, double adjustedP, int claims) {
        var prediction = claim.prediction();
        var ratio = new Outcome.Ratio(claim.ratio(), claim.interval(), claim.blocks(), adjustedP, floor);
        if (adjustedP <= LEVEL) {
            return claim.pHolds() < claim.pContradicted()
                    ? new Outcome.Holds(prediction, ratio)
                    : new Outcome.Contradicted(prediction, ratio);
        }
        var reason = claim.p() <= LEVEL
                ? "its ratio, " + ratio + ", would decide it alone, but not as one of " + claims + " predictions"
                : "its ratio, " + ratio + ", lies on both sides of a bound (" + OutcomeWords.bounds(prediction) + ")";
        return new Outcome.Inconclusive(prediction, reason, Optional.of(ratio));
    }
}
