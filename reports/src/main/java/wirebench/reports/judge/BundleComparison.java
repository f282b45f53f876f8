package wirebench.reports.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Difference;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Question;
import wirebench.reports.files.ReportException;
import wirebench.reports.statistics.Change;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.TwoSessions;
import wirebench.reports.statistics.Verdict;

/// The fate of an experiment from one run to another, such as of another commit. Immutable.
///
/// Refused if the runs asked different things, or machine or JVM are not the same; what else differs is listed. Figures
/// of two runs are not judged, since whatever changed on the machine in between would look like a change of the code:
/// judged are ratios to another arm of the same run, mostly the baseline.
///
/// @param before the first run
/// @param after the second
/// @param differences of their environments, those that forbid a comparison first
/// @param refusals why they cannot be compared, as sentences; empty if they can
/// @param leftOut arms that are not compared, with the reason
/// @param changes of the other arms, relative to what each is compared with
public record BundleComparison(
        Bundle before,
        Bundle after,
        List<Difference> differences,
        List<String> refusals,
        List<String> leftOut,
        List<Change> changes) {
    /// Keeps copies.
    public BundleComparison {
        differences = List.copyOf(differences);
        refusals = List.copyOf(refusals);
        leftOut = List.copyOf(leftOut);
        changes = List.copyOf(changes);
    }

    /// Compares two runs of an experiment.
    ///
    /// @param before the first run
    /// @param after the second
    /// @return what can be said
    /// @throws ReportException if a plan cannot be read
    public static BundleComparison of(Bundle before, Bundle after) throws ReportException {
        var differences = new ArrayList<>(Difference.between(before.environment(), after.environment()));
        size(before, after).ifPresent(differences::add);
        var refusals = new ArrayList<String>();
        otherQuestion(before, after).ifPresent(refusals::add);
        differences.stream()
                .filter(difference -> difference.weight() == Difference.Weight.FORBIDS)
                .map(BundleComparison::forbidden)
                .forEach(refusals::add);
        if (refusals.isEmpty()) {
            var metric = before.plan().question().orElseThrow().metric();
            before.refusal(metric).ifPresent(refusals::add);
            after.refusal(metric).ifPresent(refusals::add);
        }
        return refusals.isEmpty()
                ? compared(before, after, differences)
                : new BundleComparison(before, after, differences, refusals, List.of(), List.of());
    }

    /// Whether they could be compared.
    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    private static Optional<Difference> size(Bundle before, Bundle after) throws ReportException {
        var one = before.plan().size().ofFork();
        var other = after.plan().size().ofFork();
        return one.equals(other)
                ? Optional.empty()
                : Optional.of(new Difference("size", "Size of a fork", one, other, Difference.Weight.QUALIFIES));
    }

    private static Optional<String> otherQuestion(Bundle before, Bundle after) {
        var one = before.plan().question();
        var other = after.plan().question();
        if (one.isEmpty() || other.isEmpty()) {
            var suite = one.isEmpty() ? before : after;
            return Optional.of(
                    suite.folder() + " holds the suite " + suite.plan().name()
                            + ", which has no baseline; compare runs of an experiment (wirebench bench NAME).");
        }
        if (!one.get().metric().equals(other.get().metric())
                || !one.get().baseline().equals(other.get().baseline())) {
            return Optional.of("One compares by " + by(one.get()) + " and the other by " + by(other.get())
                    + "; compare runs of the same experiment.");
        }
        return unlike(one.get().baseline(), before.plan(), after.plan())
                .map(why ->
                        "The baseline " + one.get().baseline() + " " + why + "; compare runs of the same experiment.");
    }

    private static String by(Question question) {
        return question.metric() + " with " + question.baseline();
    }

    private static String forbidden(Difference difference) {
        return difference.label() + ": " + difference.before() + " before, " + difference.after()
                + " after; such figures tell nothing about the code.";
    }

    private static BundleComparison compared(Bundle before, Bundle after, List<Difference> differences) {
        var question = before.plan().question().orElseThrow();
        var leftOut = new ArrayList<String>();
        var pairs = new ArrayList<Verdict.Pair>();
        for (Verdict.Pair pair : before.plan().pairs(question)) {
            var reason = unlike(pair, before.plan(), after.plan());
            reason.ifPresent(why -> leftOut.add(pair.candidate() + " " + why));
            if (reason.isEmpty()) {
                pairs.add(pair);
            }
        }
        var family = new Family(question.baseline(), Question.COPY, pairs, question.direction());
        var metric = question.metric();
        var sessions = new TwoSessions(family, before.blocks(metric), after.blocks(metric));
        return new BundleComparison(before, after, differences, List.of(), leftOut, sessions.changes());
    }

    /// Why an arm cannot be compared.
    private static Optional<String> unlike(Verdict.Pair pair, Plan before, Plan after) {
        return unlike(pair.candidate(), before, after)
                .or(() -> unlike(pair.baseline(), before, after)
                        .map(why -> "is compared with " + pair.baseline() + ", which " + why))
                .or(() -> after.pairs(after.question().orElseThrow()).contains(pair)
                        ? Optional.empty()
                        : Optional.of("was compared with something else"));
    }

    /// Why an arm is not the same in both plans.
    private static Optional<String> unlike(String arm, Plan before, Plan after) {
        var one = arms(arm, before);
        var other = arms(arm, after);
        if (other.isEmpty()) {
            return Optional.of("was run before only");
        }
        return one.equals(other) ? Optional.empty() : Optional.of("was set otherwise");
    }

    private static List<Arm> arms(String name, Plan plan) {
        return plan.arms().stream().filter(arm -> arm.name().equals(name)).toList();
    }
}
