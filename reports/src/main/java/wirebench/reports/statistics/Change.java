package wirebench.reports.statistics;

import java.util.Locale;
import java.util.Optional;

/// The change of the ratio of an arm to its baseline from one session to another: better, worse, the same, or
/// nobody can tell. Immutable.
public sealed interface Change {
    /// The arms it is about.
    Verdict.Pair pair();

    /// The figures it rests on; nothing where blocks were missing.
    Optional<Shift> figures();

    /// One word: better, worse, same or unclear.
    default String word() {
        return switch (this) {
            case Better _ -> "better";
            case Worse _ -> "worse";
            case Same _ -> "same";
            case Unclear _ -> "unclear";
        };
    }

    /// The same in a plain sentence with its figures.
    default String sentence() {
        return pair().candidate() + ", relative to " + pair().baseline() + ", " + words() + ".";
    }

    private String words() {
        return switch (this) {
            case Better better -> "got better: " + figures(better.shift());
            case Worse worse -> "got worse: " + figures(worse.shift());
            case Same same ->
                "did not change by more than " + percent(same.shift().margin()) + ": " + figures(same.shift());
            case Unclear unclear -> "may have changed or not: " + unclear.reason();
        };
    }

    private static String figures(Shift shift) {
        return String.format(
                Locale.ROOT,
                "%.3f before, %.3f after, %.3f times (95 %% interval %.3f to %.3f, %d and %d blocks)",
                shift.before(),
                shift.after(),
                shift.ratio(),
                shift.interval().low(),
                shift.interval().high(),
                shift.blocksBefore(),
                shift.blocksAfter());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// Its ratio to the baseline went the good way, by more than noise.
    record Better(Verdict.Pair pair, Shift shift) implements Change {
        @Override
        public Optional<Shift> figures() {
            return Optional.of(shift);
        }
    }

    /// Its ratio to the baseline went the bad way, by more than noise.
    record Worse(Verdict.Pair pair, Shift shift) implements Change {
        @Override
        public Optional<Shift> figures() {
            return Optional.of(shift);
        }
    }

    /// Its ratio to the baseline changed by less than the margin.
    record Same(Verdict.Pair pair, Shift shift) implements Change {
        @Override
        public Optional<Shift> figures() {
            return Optional.of(shift);
        }
    }

    /// The sessions do not tell.
    ///
    /// @param reason why not, as a clause
    record Unclear(Verdict.Pair pair, String reason, Optional<Shift> figures) implements Change {
        static Unclear withinNoise(Verdict.Pair pair, Shift shift) {
            var reason =
                    Change.figures(shift) + " lies within the noise floor, as the ratio of identical arms changed by"
                            + " up to " + percent(shift.floor());
            return new Unclear(pair, reason, Optional.of(shift));
        }

        static Unclear neither(Verdict.Pair pair, Shift shift) {
            var reason = Change.figures(shift)
                    + (shift.margin() > Family.LARGEST_MARGIN
                            ? " shows no change for certain, and noise of " + percent(shift.margin())
                                    + " is too much to call anything the same"
                            : " shows neither a change nor that there is none within ±" + percent(shift.margin()));
            return new Unclear(pair, reason, Optional.of(shift));
        }
    }
}
