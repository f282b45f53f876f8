package wirebench.reports.judge;

import java.util.Locale;

/// One thing that an experiment had found, and what another run of it found. Immutable.
///
/// @param about an arm or a prediction, in words
/// @param first what the first run found, in one word
/// @param again what the other found
/// @param evidence the other's sentence, with its figures
/// @param result whether they agree
public record Claim(String about, String first, String again, String evidence, Result result) {
    /// Whether a claim stood the test.
    public enum Result {
        /// It was found again.
        REPRODUCED,
        /// Its opposite was found.
        CONTRADICTED,
        /// The other run did not find out.
        INCONCLUSIVE,
        /// The first run had found nothing that could be tested.
        NOTHING_CLAIMED;

        /// As people write it.
        ///
        /// @return in small letters
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /// What was said in one word is found again, or something else was found, or nothing.
    static Result result(String first, String again) {
        if (!isFinding(first)) {
            return Result.NOTHING_CLAIMED;
        }
        if (!isFinding(again)) {
            return Result.INCONCLUSIVE;
        }
        return first.equals(again) ? Result.REPRODUCED : Result.CONTRADICTED;
    }

    private static boolean isFinding(String word) {
        return !word.equals("inconclusive") && !word.equals("invalid");
    }
}
