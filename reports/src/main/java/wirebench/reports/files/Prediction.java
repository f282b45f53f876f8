package wirebench.reports.files;

import java.util.Optional;
import java.util.OptionalDouble;

/// The expectation of two arms before anything ran: bounds of the ratio of their figures. A bound that is missing
/// is infinitely far away, so that an inequality is a ratio of at least, or at most, 1. Immutable.
///
/// @param says the claim in words
/// @param arm whose figure is divided
/// @param against whose figure it is divided by
/// @param least the smallest ratio that agrees with the claim
/// @param most the largest that does
/// @param source who published it, and where
public record Prediction(
        String says, String arm, String against, OptionalDouble least, OptionalDouble most, Optional<String> source) {
    /// The bounds as numbers; one that is not there is at zero or infinity.
    ///
    /// @return the smallest ratio that agrees
    public double low() {
        return least.orElse(0);
    }

    /// The other bound; see [#low()].
    public double high() {
        return most.orElse(Double.POSITIVE_INFINITY);
    }
}
