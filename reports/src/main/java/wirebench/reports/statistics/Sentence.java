package wirebench.reports.statistics;

import java.util.Locale;

/// Verdicts in words.
final class Sentence {
    private Sentence() {}

    static String of(Verdict verdict) {
        var candidate = verdict.pair().candidate();
        var baseline = verdict.pair().baseline();
        return switch (verdict) {
            case Verdict.Faster faster -> difference(candidate, "faster", baseline, faster.evidence());
            case Verdict.Slower slower -> difference(candidate, "slower", baseline, slower.evidence());
            case Verdict.Equivalent same ->
                candidate + " and " + baseline + " are equivalent within ±"
                        + percent(same.evidence().margin()) + ": " + effect(same.evidence()) + ".";
            case Verdict.Inconclusive open ->
                candidate + " against " + baseline + " is inconclusive: " + open.reason() + ".";
            case Verdict.Invalid invalid ->
                candidate + " against " + baseline + " is invalid: " + invalid.reason() + ".";
        };
    }

    private static String difference(String candidate, String word, String baseline, Evidence evidence) {
        return candidate + " is " + word + " than " + baseline + ": " + effect(evidence)
                + ", beyond the noise floor of " + percent(evidence.floor().share()) + ".";
    }

    private static String effect(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "%.3f times its figure (95 %% interval %s, %d blocks, p = %.3g after adjustment)",
                evidence.ratio(),
                range(evidence.interval()),
                evidence.blocks(),
                evidence.isEquivalent() ? evidence.adjustedEquivalenceP() : evidence.adjustedP());
    }

    static String withinNoise(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "its ratio of %.3f lies within the noise floor, as an identical copy of the baseline is up to %s off",
                evidence.ratio(),
                percent(evidence.floor().share()));
    }

    static String notSeparated(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "a ratio of %.3f (95 %% interval %s, %d blocks, p = %.3g after adjustment) is %s; %s",
                evidence.ratio(),
                range(evidence.interval()),
                evidence.blocks(),
                evidence.adjustedP(),
                neither(evidence.margin()),
                Double.isInfinite(evidence.detectable())
                        ? "so few blocks cannot show any effect in so many comparisons"
                        : "an effect of " + percent(evidence.detectable()) + " would be found in 4 of 5 sessions");
    }

    private static String neither(double margin) {
        return margin > Family.LARGEST_MARGIN
                ? "no difference for certain, and noise of " + percent(margin)
                        + " is too much to call anything equivalent"
                : "neither a difference nor equivalence within ±" + percent(margin);
    }

    private static String range(Interval interval) {
        return String.format(Locale.ROOT, "%.3f to %.3f", interval.low(), interval.high());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
