package wirebench.jmh.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Question;
import wirebench.reports.files.Size;

/// A question and the arms that answer it. Immutable.
///
/// @param name of its file, without the ending, such as `01-concurrency-model`
/// @param question what is asked of the arms, and what is expected of them
/// @param arms at least two, each with a name of its own
/// @param size how long it measures, if nobody says otherwise
public record Experiment(String name, Question question, List<Arm> arms, Size size) {
    /// Keeps a copy.
    public Experiment {
        arms = List.copyOf(arms);
    }

    /// The arms that are run: those of the file, and the baseline once more.
    public List<Arm> armsToRun() {
        List<Arm> all = new ArrayList<>(arms);
        arms.stream()
                .filter(arm -> arm.name().equals(question.baseline()))
                .forEach(arm -> all.add(arm.named(Question.COPY)));
        return all;
    }

    /// How many arms are judged, each against what it is compared with.
    public int comparisons() {
        return (int) arms.stream()
                .filter(arm -> question.comparedWith(arm.name()).isPresent())
                .count();
    }

    /// How long it will take, by estimate.
    public Duration expectedTime() {
        return Sizes.time(size, arms.size() + 1);
    }
}
