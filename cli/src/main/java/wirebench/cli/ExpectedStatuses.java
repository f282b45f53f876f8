package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import wirebench.load.LoadResult;
import wirebench.load.open.Validity;

/// Which statuses make a load the one that was meant: those that the user named, or else the class of the first
/// answer, since a server that answers now this and now that is not measured by one figure for both. Immutable.
///
/// @param statuses those; null if there was no answer, or others are judged by a threshold
/// @param named whether the user named them
record ExpectedStatuses(@Nullable StatusSet statuses, boolean named) {
    private static final double PERCENT = 100;
    private static final String SUCCESS = "2xx";

    /// What a load has to be answered with.
    ///
    /// @param named by the user, if at all
    /// @param firstStatus of the first answer; 0 if there was none, or it is of no account
    static ExpectedStatuses of(Optional<StatusSet> named, int firstStatus) {
        return named.map(statuses -> new ExpectedStatuses(statuses, true))
                .orElseGet(() -> new ExpectedStatuses(firstStatus == 0 ? null : StatusSet.classOf(firstStatus), false));
    }

    /// All reasons why a result is none that counts, as far as they do not depend on the kind of the loop.
    List<String> reasons(LoadResult result) {
        List<String> reasons = new ArrayList<>(result.incompleteBecause());
        reason(result).ifPresent(reasons::add);
        return List.copyOf(reasons);
    }

    /// Why the answers were not those expected; empty if they were, but for as few as may fail.
    Optional<String> reason(LoadResult result) {
        long all = sum(result.statuses());
        long others = statuses == null ? 0 : all - statuses.count(result.statuses());
        if (others <= Validity.DEFAULT.errorShare() * all) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%d of %d answers had another status than %s, more than %.1f %%",
                others,
                all,
                text(),
                Validity.DEFAULT.errorShare() * PERCENT));
    }

    private static long sum(SortedMap<Integer, Long> statuses) {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    /// What they are, for JSON; null if nothing is expected.
    @Nullable
    String text() {
        return statuses == null ? null : statuses.text();
    }

    /// What whoever reads the result ought to know: that nothing but trouble is expected, because it came first.
    Optional<String> remark() {
        return named || statuses == null || SUCCESS.equals(text())
                ? Optional.empty()
                : Optional.of(
                        text() + " counts as expected, because the first answer was; --expect 2xx says otherwise");
    }
}
