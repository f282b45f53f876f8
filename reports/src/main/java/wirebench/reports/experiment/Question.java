package wirebench.reports.experiment;

import java.util.List;
import wirebench.reports.statistics.Direction;

/// Why an experiment was run. Immutable.
///
/// @param title a few words
/// @param question one sentence or two
/// @param expectation what its author thought the answer would be
/// @param metricName what the arms are compared by: `score`, or the name of another metric of the forks
/// @param direction in which that metric gets better
/// @param baseline the arm that all others are divided by
/// @param predictions what the answer decides
public record Question(
        String title,
        String question,
        String expectation,
        String metricName,
        Direction direction,
        String baseline,
        List<Prediction> predictions) {
    /// The arm that every experiment has beside those its author wrote: the same as the baseline.
    public static final String COPY = "baseline-again";

    /// Keeps a copy of the list.
    public Question {
        predictions = List.copyOf(predictions);
    }
}
