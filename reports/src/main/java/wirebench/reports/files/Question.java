package wirebench.reports.files;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import wirebench.reports.statistics.Direction;
import wirebench.reports.statistics.Verdict;

/// Why an experiment is run. Immutable.
///
/// @param title a few words
/// @param question one sentence or two
/// @param expectation what its author thought the answer would be, and why
/// @param metric what the arms are compared by: `score`, or the name of another metric of the forks
/// @param direction in which that metric gets better
/// @param baseline the arm that the others are divided by, and that is run twice
/// @param against for each arm that is divided by another one than the baseline, that one
/// @param predictions what the answer decides; may be empty
public record Question(
        String title,
        String question,
        String expectation,
        String metric,
        Direction direction,
        String baseline,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, String> against,
        List<Prediction> predictions) {
    /// The arm that no author writes: the baseline once more. What is found between the two is what cannot be told
    /// from noise.
    public static final String COPY = "baseline-again";

    /// Keeps copies.
    public Question {
        against = Collections.unmodifiableSortedMap(new TreeMap<>(against));
        predictions = List.copyOf(predictions);
    }

    /// Whether an arm is not judged itself, since others are divided by it.
    ///
    /// @param arm the name of one
    /// @return true for the baseline, too
    public boolean isReference(String arm) {
        return arm.equals(baseline) || against.containsValue(arm);
    }

    /// What an arm is compared with.
    ///
    /// @param arm the name of one that is run
    /// @return the name of another; empty for a reference
    public Optional<String> comparedWith(String arm) {
        return isReference(arm) ? Optional.empty() : Optional.of(against.getOrDefault(arm, baseline));
    }

    /// How an arm is called where its ratio is shown: with what it is divided by, unless that is the baseline.
    ///
    /// @param pair the arm and that
    /// @return such as `nio-1 / blocking-1`
    public String label(Verdict.Pair pair) {
        return pair.baseline().equals(baseline) ? pair.candidate() : pair.candidate() + " / " + pair.baseline();
    }
}
