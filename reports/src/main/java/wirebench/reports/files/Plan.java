package wirebench.reports.files;

import java.util.List;
import java.util.Optional;
import wirebench.reports.statistics.Verdict;

/// All that was decided before the first fork began. Immutable.
///
/// @param name of the experiment or suite, such as `12-waiting`
/// @param seed from which the order was drawn
/// @param command what runs the same in the same order again
/// @param arms what is compared, the copy of the baseline included
/// @param order the arms of each block, in the order they were to run
/// @param question what it was run for; a suite asks nothing
public record Plan(
        String name,
        long seed,
        String command,
        List<PlannedArm> arms,
        List<List<String>> order,
        Optional<Question> question) {
    /// Keeps copies of the lists.
    public Plan {
        arms = List.copyOf(arms);
        order = order.stream().map(List::copyOf).toList();
    }

    /// The arms that are judged, in their order, each with the arm that it is divided by.
    public List<Verdict.Pair> pairs(Question question) {
        return arms.stream()
                .map(PlannedArm::name)
                .filter(name -> !question.isReference(name) && !name.equals(Question.COPY))
                .map(name -> new Verdict.Pair(name, question.against().getOrDefault(name, question.baseline())))
                .toList();
    }
}
