package wirebench.reports.files;

import java.util.Optional;
import java.util.OptionalInt;
import wirebench.reports.statistics.SteadyState;

/// Whether a fork had warmed up when it was measured, as `fork.json` says it. Immutable.
///
/// @param reached whether it had; false as well if that is not known
/// @param known whether it could be told
/// @param fromIteration the first that was steady, counted from 1 with those that warm up; empty if there is none
/// @param reason why it is not steady, or not known; empty if it is steady
public record Steadiness(boolean reached, boolean known, OptionalInt fromIteration, Optional<String> reason) {
    private static final String NO_REASON = "no reason was recorded";

    /// How it is written.
    public static Steadiness of(SteadyState state) {
        return switch (state) {
            case SteadyState.From(int iteration) ->
                new Steadiness(true, true, OptionalInt.of(iteration + 1), Optional.empty());
            case SteadyState.Never(String reason) ->
                new Steadiness(false, true, OptionalInt.empty(), Optional.of(reason));
            case SteadyState.Unclear(String reason) ->
                new Steadiness(false, false, OptionalInt.empty(), Optional.of(reason));
        };
    }

    /// What was judged.
    public SteadyState state() {
        if (reached) {
            return new SteadyState.From(fromIteration.orElse(1) - 1);
        }
        var why = reason.orElse(NO_REASON);
        return known ? new SteadyState.Never(why) : new SteadyState.Unclear(why);
    }
}
