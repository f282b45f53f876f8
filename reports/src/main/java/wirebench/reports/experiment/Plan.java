package wirebench.reports.experiment;

import java.util.List;
import java.util.Optional;

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

    /// The arms that are compared with the baseline of a question, in their order, without its copy.
    public List<String> candidates(Question question) {
        return arms.stream()
                .map(PlannedArm::name)
                .filter(name -> !name.equals(question.baseline()) && !name.equals(Question.COPY))
                .toList();
    }
}
