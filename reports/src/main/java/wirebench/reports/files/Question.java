package wirebench.reports.files;

import java.util.List;
import java.util.Map;
import wirebench.reports.statistics.Direction;
import wirebench.reports.statistics.Verdict;

/// Why an experiment was run. Immutable.
///
/// @param title a few words
/// @param question one sentence or two
/// @param expectation what its author thought the answer would be
/// @param metricName what the arms are compared by: `score`, or the name of another metric of the forks
/// @param direction in which that metric gets better
/// @param baseline the arm that the others are divided by
/// @param against for each arm that is divided by another one than the baseline, that one
/// @param predictions what the answer decides
public record Question(
        String title,
        String question,
        String expectation,
        String metricName,
        Direction direction,
        String baseline,
        Map<String, String> against,
        List<Prediction> predictions) {
    /// The arm that every experiment has beside those its author wrote: the same as the baseline.
    public static final String COPY = "baseline-again";

    /// Keeps copies.
    public Question {
        against = Map.copyOf(against);
        predictions = List.copyOf(predictions);
    }

    /// Whether an arm is not judged itself, since others are divided by it.
    ///
    /// @param arm the name of one
    /// @return true for the baseline, too
    public boolean isReference(String arm) {
        return arm.equals(baseline) || against.containsValue(arm);
    }

    /// How an arm is called where its ratio is shown: with what it is divided by, unless that is the baseline.
    ///
    /// @param pair the arm and that
    /// @return such as `nio-1 / blocking-1`
    public String label(Verdict.Pair pair) {
        return pair.baseline().equals(baseline) ? pair.candidate() : pair.candidate() + " / " + pair.baseline();
    }
}
