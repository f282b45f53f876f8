package wirebench.jmh.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Prediction;
import wirebench.reports.files.Question;
import wirebench.reports.statistics.Direction;

/// Reads one experiment and checks all of it, so that what is wrong is said before anything is measured. Not
/// thread-safe; serves one file.
final class ExperimentFile {
    private static final List<String> KEYS = List.of(
            "title",
            "question",
            "expectation",
            "metric",
            "baseline",
            "benchmark",
            "parameters",
            "jvm",
            "arms",
            "predictions",
            "size");
    private static final String MORE = "more";
    private static final String LESS = "less";
    private static final String BOUND = "a prediction needs 'least', 'most' or both: bounds of the ratio";

    private final String file;
    private final Section whole;
    private final Benchmarks benchmarks;

    private ExperimentFile(String file, Section whole, Benchmarks benchmarks) {
        this.file = file;
        this.whole = whole;
        this.benchmarks = benchmarks;
    }

    /// Reads it.
    ///
    /// @param name of the experiment
    /// @param file how errors name it
    static Experiment read(String name, String file, String text, Benchmarks benchmarks) throws ExperimentException {
        Section whole = Section.of(file, "an experiment", YamlTree.read(file, text), KEYS);
        return new ExperimentFile(file, whole, benchmarks).experiment(name);
    }

    private Experiment experiment(String name) throws ExperimentException {
        List<Node> items = Matrix.arms(whole, benchmarks);
        List<Arm> arms = arms(items);
        Set<String> names = arms.stream().map(Arm::name).collect(Collectors.toCollection(LinkedHashSet::new));
        String baseline = whole.choice("baseline", names);
        Section metric = Section.of(file, "a metric", whole.node("metric"), List.of("name", "better"));
        Question question = new Question(
                whole.text("title"),
                whole.text("question"),
                whole.text("expectation"),
                metric.text("name"),
                direction(metric),
                baseline,
                against(items, names, baseline),
                predictions(names));
        return new Experiment(name, question, arms, SizeSection.read(whole, Sizes.DEFAULT));
    }

    private List<Arm> arms(List<Node> items) throws ExperimentException {
        List<Arm> arms = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(Question.COPY));
        for (Node item : items) {
            Arm arm = ArmSection.of(whole, item, benchmarks).read();
            if (!names.add(arm.name())) {
                throw Section.error(
                        file,
                        item,
                        arm.name().equals(Question.COPY)
                                ? "'" + arm.name() + "' is added to every experiment; name this arm otherwise"
                                : "an arm '" + arm.name() + "' is there twice");
            }
            arms.add(arm);
        }
        if (arms.size() < 2) {
            throw whole.error("arms", "an experiment needs at least two arms, not " + arms.size());
        }
        return arms;
    }

    /// What arms are compared with other than the baseline. That is compared with nothing itself: otherwise one would
    /// have to look at two verdicts to know one.
    private SortedMap<String, String> against(List<Node> items, Set<String> arms, String baseline)
            throws ExperimentException {
        SortedMap<String, String> against = new TreeMap<>();
        List<ArmSection> sections = new ArrayList<>();
        for (Node item : items) {
            ArmSection section = ArmSection.of(whole, item, benchmarks);
            sections.add(section);
            Optional<String> other = section.against(arms, baseline);
            if (other.isPresent()) {
                against.put(section.arm().text("name"), other.get());
            }
        }
        for (ArmSection section : sections) {
            Optional<String> other = section.against(arms, baseline);
            if (other.isPresent() && against.containsKey(other.get())) {
                throw section.arm()
                        .error(
                                "against",
                                "'" + other.get() + "' is itself compared with '" + against.get(other.get())
                                        + "'; name an arm that is compared with nothing");
            }
        }
        return against;
    }

    private List<Prediction> predictions(Set<String> arms) throws ExperimentException {
        List<Prediction> predictions = new ArrayList<>();
        for (Node item : whole.items("predictions")) {
            predictions.add(prediction(item, arms));
        }
        return predictions;
    }

    private Prediction prediction(Node item, Set<String> arms) throws ExperimentException {
        List<String> keys = List.of("says", "arm", "against", "least", "most", "source");
        Section section = Section.of(file, "a prediction", item, keys);
        String arm = section.choice("arm", arms);
        String against = section.choice("against", arms);
        Optional<Double> least = section.ratio("least");
        Optional<Double> most = section.ratio("most");
        if (arm.equals(against)) {
            throw section.error("against", "a prediction compares two arms, not '" + arm + "' with itself");
        }
        if (least.isEmpty() && most.isEmpty()) {
            throw Section.error(file, item, BOUND);
        }
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            throw section.error("most", "'most' is less than 'least'");
        }
        return new Prediction(
                section.text("says"), arm, against, bound(least), bound(most), section.optionalText("source"));
    }

    private static Direction direction(Section metric) throws ExperimentException {
        return metric.choice("better", Set.of(MORE, LESS)).equals(MORE)
                ? Direction.HIGHER_IS_BETTER
                : Direction.LOWER_IS_BETTER;
    }

    private static OptionalDouble bound(Optional<Double> given) {
        return given.stream().mapToDouble(Double::doubleValue).findFirst();
    }
}
