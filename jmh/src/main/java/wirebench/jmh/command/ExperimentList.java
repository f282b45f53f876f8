package wirebench.jmh.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.ExperimentException;
import wirebench.jmh.experiment.Experiments;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Prediction;
import wirebench.reports.files.Question;
import wirebench.reports.files.ResultFile;

/// Lists the experiments, or tells all of one.
@Command(
        name = "experiments",
        mixinStandardHelpOptions = true,
        description = "Lists the experiments, or tells all of one: what it asks, expects, runs and predicts.")
final class ExperimentList implements Callable<Integer> {
    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "number or name of one, or a file of your own; all that come with the program if not given")
    private @Nullable String wanted;

    @Option(names = "--json", description = "all of them as one JSON array")
    private boolean json;

    /// An experiment as `--json` prints it.
    private record Listed(
            String name,
            String title,
            String question,
            String expectation,
            List<Arm> arms,
            String baseline,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> against,
            List<Prediction> predictions,
            long expectedSeconds) {
        static Listed of(Experiment experiment) {
            return new Listed(
                    experiment.name(),
                    experiment.question().title(),
                    experiment.question().question(),
                    experiment.question().expectation(),
                    experiment.arms(),
                    experiment.question().baseline(),
                    experiment.question().against(),
                    experiment.question().predictions(),
                    experiment.expectedTime().toSeconds());
        }
    }

    /// For picocli.
    ExperimentList() {}

    @Override
    public Integer call() throws ExperimentException, IOException {
        Experiments experiments = new Experiments(ParameterChoices.benchmarks());
        List<Experiment> all = wanted == null ? experiments.all() : List.of(experiments.find(wanted));
        PrintWriter out = options.commandLine().getOut();
        if (json) {
            out.println(ResultFile.text(all.stream().map(Listed::of).toList()));
        } else {
            all.forEach(experiment -> print(out, experiment));
            if (wanted != null) {
                printRest(out, all.getFirst());
            }
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Experiment experiment) {
        List<String> arms = experiment.arms().stream().map(Arm::name).toList();
        out.println(experiment.name() + "  " + experiment.question().title() + " (about "
                + minutes(experiment.expectedTime()) + " min)");
        out.println("    " + experiment.question().question().replaceAll("\\s+", " "));
        out.println("    arms: " + String.join(", ", arms));
    }

    /// What the list leaves out.
    private static void printRest(PrintWriter out, Experiment experiment) {
        Question question = experiment.question();
        out.println("    expected: " + question.expectation().replaceAll("\\s+", " "));
        out.println("    compared by " + question.metric() + ", with " + question.baseline() + "; "
                + experiment.size().blocks() + " blocks, each fork "
                + experiment.size().ofFork());
        for (Arm arm : experiment.arms()) {
            out.println("    " + arm.name() + ": " + arm.cell()
                    + (arm.jvmArguments().isEmpty() ? "" : " with " + String.join(" ", arm.jvmArguments())));
        }
        for (Prediction prediction : question.predictions()) {
            out.println("    predicted: " + prediction.says() + " (" + prediction.arm() + " / " + prediction.against()
                    + " from " + prediction.low() + " to " + prediction.high()
                    + prediction.source().map(source -> "; " + source).orElse("") + ")");
        }
    }

    private static long minutes(Duration time) {
        return Math.max(1, Math.round(time.toSeconds() / 60.0));
    }
}
