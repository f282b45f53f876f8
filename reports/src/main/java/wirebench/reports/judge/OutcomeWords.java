package wirebench.reports.judge;

import java.util.Locale;
import wirebench.reports.files.Prediction;
import wirebench.reports.statistics.NoiseFloor;

/// Outcomes in words.
final class OutcomeWords {
    private OutcomeWords() {}

    static String decided(Outcome outcome, String what, Outcome.Ratio ratio) {
        var prediction = outcome.prediction();
        return claim(outcome) + " " + what + ": " + prediction.arm() + " / " + prediction.against() + " is " + ratio
                + ", where " + bounds(prediction) + " was predicted" + caution(prediction, ratio) + ".";
    }

    static String open(Outcome outcome, String what, String reason) {
        return claim(outcome) + " " + what + ": " + reason + ".";
    }

    /// `at least 0.950`, `0.950 to 1.050`.
    static String bounds(Prediction prediction) {
        var least = prediction.least();
        var most = prediction.most();
        if (least.isPresent() && most.isPresent()) {
            return figure(least.getAsDouble()) + " to " + figure(most.getAsDouble());
        }
        return least.isPresent() ? "at least " + figure(least.getAsDouble()) : "at most " + figure(most.orElseThrow());
    }

    private static String claim(Outcome outcome) {
        var says = outcome.prediction().says().strip().replaceFirst("\\.$", "");
        return "“" + says + "”";
    }

    private static String figure(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String caution(Prediction prediction, Outcome.Ratio ratio) {
        return ratio.isWithinNoiseOf(prediction.low()) || ratio.isWithinNoiseOf(prediction.high())
                ? String.format(
                        Locale.ROOT,
                        "; it is nearer to the bound than the noise floor of %.1f %%",
                        100 * ratio.floor().map(NoiseFloor::share).orElseThrow())
                : "";
    }
}
