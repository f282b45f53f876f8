package wirebench.jmh.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What somebody expects of two arms: the metric of the one, divided by that of the other, lies between two
/// bounds. A bound that is missing is infinitely far away, so that an inequality is a ratio of at least, or at
/// most, 1. Immutable.
///
/// @param says the claim in words
/// @param arm the name of the arm whose metric is divided
/// @param against the name of the arm by whose metric it is divided
/// @param least the lowest ratio that confirms the claim; null for none
/// @param most the highest; null for none
/// @param source who published the claim, and where; null if nobody did
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prediction(
        String says,
        String arm,
        String against,
        @Nullable Double least,
        @Nullable Double most,
        @Nullable String source) {}
