package wirebench.jmh.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.ExperimentException;
import wirebench.jmh.experiment.Experiments;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Prediction;
import wirebench.reports.files.ResultFile;

/// Lists the experiments.
@Command(name = "experiments", mixinStandardHelpOptions = true, description = "Lists the experiments.")
final class ExperimentList implements Callable<Integer> {
    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

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
        List<Experiment> all = new Experiments(ParameterChoices.benchmarks()).all();
        PrintWriter out = options.commandLine().getOut();
        if (json) {
            out.println(ResultFile.text(all.stream().map(Listed::of).toList()));
        } else {
            all.forEach(experiment -> print(out, experiment));
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

    private static long minutes(Duration time) {
        return Math.max(1, Math.round(time.toSeconds() / 60.0));
    }
}
