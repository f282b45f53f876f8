package wirebench.jmh.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A question, the arms that answer it, and what is expected of them. Immutable.
///
/// @param name of its file, without the ending, such as `01-concurrency-model`
/// @param title in a few words
/// @param question what is asked
/// @param expectation what is thought before it is measured, and why
/// @param metric what the arms are compared by
/// @param baseline the name of the arm that the others are compared with, and that is run twice
/// @param arms at least two, each with a name of its own
/// @param against for each arm that is compared with another one than the baseline, the name of that
/// @param predictions what the result decides; may be empty
/// @param size how long it measures, if nobody says otherwise
public record Experiment(
        String name,
        String title,
        String question,
        String expectation,
        Metric metric,
        String baseline,
        List<Arm> arms,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> against,
        List<Prediction> predictions,
        Size size) {
    /// The arm that no file writes: the baseline once more. What is found between the two is what cannot be told
    /// from noise.
    public static final String AGAIN = "baseline-again";

    /// Copies what may change. A plan that was written leaves out an empty map.
    public Experiment {
        arms = List.copyOf(arms);
        against = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNullElse(against, Map.of())));
        predictions = List.copyOf(predictions);
    }

    /// The arms that are run: those of the file, and the baseline once more.
    ///
    /// @return the arms
    public List<Arm> armsToRun() {
        List<Arm> all = new ArrayList<>(arms);
        arms.stream().filter(arm -> arm.name().equals(baseline)).forEach(arm -> all.add(arm.named(AGAIN)));
        return all;
    }

    /// What an arm is compared with.
    ///
    /// @param arm the name of one that is run
    /// @return the name of another; empty for the baseline, and for an arm that others are compared with instead
    public Optional<String> comparedWith(String arm) {
        return arm.equals(baseline) || against.containsValue(arm)
                ? Optional.empty()
                : Optional.of(against.getOrDefault(arm, baseline));
    }

    /// How long it will take, by estimate.
    ///
    /// @return the time
    public Duration expectedTime() {
        return size.of(arms.size() + 1);
    }
}
