package wirebench.reports.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import wirebench.reports.statistics.Direction;

/// Reads `plan.json`. Keys that are not known here are passed over.
public final class PlanFile {
    static final String NAME = "plan.json";
    static final int SCHEMA = 1;
    private static final String CURE =
            "it is written before the first fork; run again with ./wirebench bench, or with mvn verify -Pbench";

    private PlanFile() {}

    static Plan read(Path file) throws ReportException {
        var plan = Json.read(file, CURE);
        requireSchema(plan);
        return new Plan(
                plan.field("name").text(),
                plan.field("seed").count(),
                plan.field("command").text(),
                arms(plan.field("arms")),
                order(plan.field("order")),
                question(plan));
    }

    /// How long each fork of a run takes, in words that are the same for the same size.
    public static String size(Path folder) throws ReportException {
        var size = Json.read(folder.resolve(NAME), CURE).field("size");
        var warmup = size.field("warmup");
        return size.field("iterations").plain() + " iterations of "
                + size.field("iterationTime").plain() + " after "
                + warmup.field("cycles").plain() + " x "
                + warmup.field("iterations").plain() + " of warm-up with pauses of "
                + warmup.field("pause").plain();
    }

    static void requireSchema(Json whole) throws ReportException {
        var schema = whole.field("schema").integer();
        if (schema != SCHEMA) {
            throw new ReportException(
                    whole.file(),
                    "has schema " + schema + " where this program reads schema " + SCHEMA,
                    "use a program of its age");
        }
    }

    private static List<PlannedArm> arms(Json json) throws ReportException {
        var arms = new ArrayList<PlannedArm>();
        for (Json arm : json.elements()) {
            var parameters = new TreeMap<String, String>();
            arm.field("parameters").fields().forEach((name, value) -> parameters.put(name, value.plain()));
            arms.add(new PlannedArm(
                    arm.field("name").text(),
                    arm.field("benchmark").text(),
                    parameters,
                    texts(arm.field("jvmArguments"))));
        }
        return arms;
    }

    private static List<List<String>> order(Json json) throws ReportException {
        var blocks = new ArrayList<List<String>>();
        for (Json block : json.elements()) {
            blocks.add(texts(block));
        }
        return blocks;
    }

    private static List<String> texts(Json json) throws ReportException {
        return json.elements().stream().map(Json::plain).toList();
    }

    private static Optional<Question> question(Json plan) throws ReportException {
        var found = plan.optional("experiment");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var asked = found.get();
        var metric = asked.field("metric");
        return Optional.of(new Question(
                asked.field("title").text(),
                asked.field("question").text(),
                asked.field("expectation").text(),
                metric.field("name").text(),
                direction(metric.field("better")),
                asked.field("baseline").text(),
                against(asked),
                predictions(asked.field("predictions"))));
    }

    private static Map<String, String> against(Json asked) throws ReportException {
        var against = new TreeMap<String, String>();
        var found = asked.optional("against");
        if (found.isPresent()) {
            found.get().fields().forEach((arm, other) -> against.put(arm, other.plain()));
        }
        return against;
    }

    private static Direction direction(Json better) throws ReportException {
        return switch (better.text()) {
            case "MORE" -> Direction.HIGHER_IS_BETTER;
            case "LESS" -> Direction.LOWER_IS_BETTER;
            default ->
                throw new ReportException(
                        better.file(), better.place() + " should be MORE or LESS, but is " + better.plain(), CURE);
        };
    }

    private static List<Prediction> predictions(Json json) throws ReportException {
        var predictions = new ArrayList<Prediction>();
        for (Json prediction : json.elements()) {
            predictions.add(new Prediction(
                    prediction.field("says").text(),
                    prediction.field("arm").text(),
                    prediction.field("against").text(),
                    number(prediction, "least"),
                    number(prediction, "most"),
                    prediction.optional("source").map(Json::plain)));
        }
        return predictions;
    }

    private static OptionalDouble number(Json json, String name) throws ReportException {
        var found = json.optional(name);
        return found.isPresent() ? OptionalDouble.of(found.get().number()) : OptionalDouble.empty();
    }
}
