package wirebench.reports.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import wirebench.reports.statistics.Evidence;
import wirebench.reports.statistics.Verdict;

/// A whole judgement in one sentence, or in one for each arm that others are compared with.
final class Headline {
    private Headline() {}

    static String of(Judgement judgement) {
        if (judgement.refusal().isPresent()) {
            return "No verdict. " + judgement.refusal().get();
        }
        if (judgement.blocks() < judgement.blocksNeeded()) {
            return "No verdict: " + count(judgement.blocks(), "block") + " ran, and "
                    + (judgement.verdicts().size() == 1
                            ? "a verdict needs"
                            : judgement.verdicts().size() + " verdicts that are judged together need")
                    + " at least " + judgement.blocksNeeded()
                    + ", since no test of fewer can tell a difference from chance at 5 %.";
        }
        var byReference = judgement.verdicts().stream()
                .collect(Collectors.groupingBy(
                        verdict -> verdict.pair().baseline(), LinkedHashMap::new, Collectors.toList()));
        var sentences = new ArrayList<String>();
        byReference.forEach((reference, verdicts) -> sentences.add(sentence(reference, verdicts)));
        return String.join(" ", sentences);
    }

    private static String sentence(String reference, List<Verdict> verdicts) {
        var clauses = new ArrayList<String>();
        byWord(verdicts).forEach((word, arms) -> clauses.add(clause(word, arms)));
        return "Against " + reference + ", " + String.join("; ", clauses) + ".";
    }

    /// The verdicts that say something first.
    private static Map<String, List<Verdict>> byWord(List<Verdict> verdicts) {
        var byWord = new LinkedHashMap<String, List<Verdict>>();
        for (String word : List.of("faster", "slower", "equivalent", "inconclusive", "invalid")) {
            var arms = verdicts.stream()
                    .filter(verdict -> Judgement.word(verdict).equals(word))
                    .toList();
            if (!arms.isEmpty()) {
                byWord.put(word, arms);
            }
        }
        return byWord;
    }

    private static String clause(String word, List<Verdict> arms) {
        var names = and(arms.stream().map(Headline::named).toList());
        return names + (arms.size() == 1 ? " is " : " are ") + word;
    }

    private static String named(Verdict verdict) {
        var arm = verdict.pair().candidate();
        return switch (verdict) {
            case Verdict.Faster faster -> arm + times(faster.evidence());
            case Verdict.Slower slower -> arm + times(slower.evidence());
            case Verdict.Equivalent same ->
                arm
                        + String.format(
                                Locale.ROOT,
                                " (within ±%.1f %%)",
                                100 * same.evidence().margin());
            case Verdict.Inconclusive open -> arm;
            case Verdict.Invalid invalid -> arm;
        };
    }

    private static String times(Evidence evidence) {
        return String.format(Locale.ROOT, " (%.2f times its figure)", evidence.ratio());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String and(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
