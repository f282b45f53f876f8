package wirebench.reports.judge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Question;
import wirebench.reports.statistics.Block;
import wirebench.reports.statistics.Factorial;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.NoiseFloor;
import wirebench.reports.statistics.Verdict;

/// The judgement that the forks of an experiment permit: of each arm, of each prediction, and of each factor.
/// Immutable.
///
/// @param question what was asked
/// @param blocks how many the run has, complete or not
/// @param refusal why nothing can be compared at all, as a sentence
/// @param floor what an identical copy of the baseline showed; nothing when fewer than 6 blocks have both
/// @param verdicts of each arm against what it is compared with, in the order of the plan; of the copy there is none
/// @param outcomes of each prediction, in their order
/// @param factors the parameters that the arms cross, or nothing when they are no full matrix
/// @param effects what each factor and each combination of them is worth
public record Judgement(
        Question question,
        int blocks,
        Optional<String> refusal,
        Optional<NoiseFloor> floor,
        List<Verdict> verdicts,
        List<Outcome> outcomes,
        List<Factorial.Factor> factors,
        List<Factorial.Effect> effects) {
    /// Keeps copies of the lists.
    public Judgement {
        verdicts = List.copyOf(verdicts);
        outcomes = List.copyOf(outcomes);
        factors = List.copyOf(factors);
        effects = List.copyOf(effects);
    }

    /// Judges an experiment by the metric that it names. The seed of the plan decides which subsets are drawn
    /// where there are too many, so that the same folder gives the same judgement.
    ///
    /// @throws IllegalArgumentException if the run asked no question
    public static Judgement of(Bundle bundle) {
        var question = bundle.plan()
                .question()
                .orElseThrow(() -> new IllegalArgumentException(bundle.plan().name() + " asks no question"));
        var refusal = bundle.refusal(question.metric());
        return refusal.isPresent() ? refused(bundle, question, refusal.get()) : judged(bundle, question);
    }

    private static Judgement judged(Bundle bundle, Question question) {
        var plan = bundle.plan();
        var blocks = bundle.blocks(question.metric());
        var family = new Family(question.baseline(), Question.COPY, plan.pairs(question), question.direction());
        var floor = NoiseFloor.of(blocks, Question.COPY, question.baseline(), plan.seed());
        var matrix = Matrix.of(plan, question);
        return new Judgement(
                question,
                begun(blocks),
                Optional.empty(),
                floor,
                family.judge(blocks, plan.seed()),
                new Predictions(blocks, floor, plan.seed()).judge(question.predictions()),
                matrix.map(Matrix::factors).orElse(List.of()),
                matrix.map(found -> found.effects(blocks, plan.seed())).orElse(List.of()));
    }

    private static int begun(List<Block> blocks) {
        return (int) blocks.stream().filter(block -> !block.scores().isEmpty()).count();
    }

    private static Judgement refused(Bundle bundle, Question question, String refusal) {
        var clause = refusal.substring(0, 1).toLowerCase(Locale.ROOT)
                + refusal.substring(1).replaceFirst("\\.$", "");
        return new Judgement(
                question,
                (int) bundle.forks().stream().map(Fork::block).distinct().count(),
                Optional.of(refusal),
                Optional.empty(),
                bundle.plan().pairs(question).stream()
                        .<Verdict>map(pair -> new Verdict.Invalid(pair, clause))
                        .toList(),
                question.predictions().stream()
                        .<Outcome>map(prediction -> new Outcome.Invalid(prediction, clause))
                        .toList(),
                List.of(),
                List.of());
    }

    /// Whether there are blocks enough for any verdict in so many comparisons.
    public boolean supportsVerdicts() {
        return refusal.isEmpty() && floor.isPresent() && blocks >= blocksNeeded();
    }

    /// The fewest blocks in which any difference could be found.
    int blocksNeeded() {
        return Family.fewestBlocks(verdicts.size());
    }

    /// The verdict in one word: faster, slower, equivalent, inconclusive or invalid.
    public static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Faster _ -> "faster";
            case Verdict.Slower _ -> "slower";
            case Verdict.Equivalent _ -> "equivalent";
            case Verdict.Inconclusive _ -> "inconclusive";
            case Verdict.Invalid _ -> "invalid";
        };
    }

    /// What was found, in one sentence.
    public String headline() {
        return Headline.of(this);
    }
}
