package wirebench.reports.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.InvalidFork;
import wirebench.reports.statistics.Evidence;
import wirebench.reports.statistics.Factorial;
import wirebench.reports.statistics.Interval;
import wirebench.reports.statistics.NoiseFloor;
import wirebench.reports.statistics.Verdict;

/// A judgement as JSON, for programs: `verdicts.json`. What is not known is left out, and shares are shares
/// of 1.
public final class VerdictFile {
    /// Grows when a key changes its meaning; a new key does not count.
    public static final int SCHEMA = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private VerdictFile() {}

    /// The text of the file, the same for the same folder.
    ///
    /// @param cautions the gravest first
    public static String of(Bundle bundle, Judgement judgement, List<String> cautions) {
        var file = new LinkedHashMap<String, Object>();
        file.put("schema", SCHEMA);
        file.put("name", bundle.plan().name());
        file.put("seed", bundle.plan().seed());
        file.put("command", bundle.plan().command());
        file.put("question", judgement.question().question());
        file.put("metric", judgement.question().metric());
        file.put("direction", judgement.question().direction());
        bundle.unit(judgement.question().metric()).ifPresent(unit -> file.put("unit", unit));
        file.put("baseline", judgement.question().baseline());
        file.put("blocks", judgement.blocks());
        file.put("supportsVerdicts", judgement.supportsVerdicts());
        file.put("headline", judgement.headline());
        judgement.refusal().ifPresent(refusal -> file.put("refusal", refusal));
        judgement.floor().ifPresent(floor -> file.put("noiseFloor", floor(floor)));
        file.put(
                "arms",
                judgement.verdicts().stream()
                        .map(verdict -> arm(bundle, judgement, verdict))
                        .toList());
        file.put(
                "predictions",
                judgement.outcomes().stream().map(VerdictFile::outcome).toList());
        file.put(
                "effects", judgement.effects().stream().map(VerdictFile::effect).toList());
        file.put(
                "invalidForks",
                bundle.invalid().stream().map(VerdictFile::invalid).toList());
        file.put(
                "neverSteadyForks",
                bundle.forks().stream().filter(Fork::isNeverSteady).count());
        file.put("forks", bundle.forks().size());
        file.put(
                "disturbedForks",
                bundle.forks().stream()
                        .filter(fork -> fork.disturbed().isPresent())
                        .count());
        file.put("cautions", cautions);
        return JSON.writeValueAsString(file) + "\n";
    }

    private static Map<String, Object> floor(NoiseFloor floor) {
        var json = new LinkedHashMap<String, Object>();
        json.put("share", floor.share());
        json.put("ratio", floor.ratio());
        json.put("interval", interval(floor.interval()));
        json.put("blocks", floor.blocks());
        return json;
    }

    private static Map<String, Object> arm(Bundle bundle, Judgement judgement, Verdict verdict) {
        var json = new LinkedHashMap<String, Object>();
        var arm = verdict.pair().candidate();
        json.put("arm", arm);
        json.put("against", verdict.pair().baseline());
        json.put("verdict", Judgement.word(verdict));
        json.put("sentence", verdict.sentence());
        bundle.mean(arm, judgement.question().metric()).ifPresent(mean -> json.put("figure", mean));
        verdict.figures().ifPresent(figures -> json.putAll(evidence(figures)));
        return json;
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        var json = new LinkedHashMap<String, Object>();
        json.put("ratio", evidence.ratio());
        json.put("interval", interval(evidence.interval()));
        json.put("student", interval(evidence.student()));
        json.put("blocks", evidence.blocks());
        json.put("p", evidence.p());
        json.put("adjustedP", evidence.adjustedP());
        json.put("adjustedEquivalenceP", evidence.adjustedEquivalenceP());
        json.put("margin", evidence.margin());
        if (Double.isFinite(evidence.detectable())) {
            json.put("detectable", evidence.detectable());
        }
        return json;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        var json = new LinkedHashMap<String, Object>();
        var prediction = outcome.prediction();
        json.put("says", prediction.says());
        json.put("arm", prediction.arm());
        json.put("against", prediction.against());
        prediction.least().ifPresent(least -> json.put("least", least));
        prediction.most().ifPresent(most -> json.put("most", most));
        prediction.source().ifPresent(source -> json.put("source", source));
        json.put("outcome", outcome.word());
        json.put("sentence", outcome.sentence());
        outcome.figures().ifPresent(ratio -> {
            json.put("ratio", ratio.value());
            json.put("interval", interval(ratio.interval()));
            json.put("blocks", ratio.blocks());
            json.put("adjustedP", ratio.adjustedP());
        });
        return json;
    }

    private static Map<String, Object> effect(Factorial.Effect effect) {
        var json = new LinkedHashMap<String, Object>();
        json.put("levels", effect.levels());
        json.put("ratio", effect.ratio());
        json.put("interval", interval(effect.interval()));
        json.put("blocks", effect.blocks());
        json.put("p", effect.p());
        json.put("adjustedP", effect.adjustedP());
        return json;
    }

    private static Map<String, Object> invalid(InvalidFork fork) {
        var json = new LinkedHashMap<String, Object>();
        json.put("block", fork.block());
        json.put("number", fork.number());
        json.put("arm", fork.arm());
        json.put("attempt", fork.attempt());
        json.put("reason", fork.reason());
        return json;
    }

    private static List<Double> interval(Interval interval) {
        return List.of(interval.low(), interval.high());
    }
}
