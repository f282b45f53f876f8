package wirebench.jmh.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.PlannedRun;
import wirebench.jmh.run.Plans;
import wirebench.jmh.run.RunFolder;
import wirebench.jmh.run.ThisMachine;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.experiment.ComparisonText;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ReportException;
import wirebench.reports.judge.Reproduction;

/// Carries out the plan of an earlier run once more, with the same seed, and compares what both found.
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs the plan of a run again with the same seed, and says of each finding whether it was found again.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was contradicted",
            "1:a fork was lost, or a file could not be read or written",
            "2:misuse; nothing was run",
            "10:no fork counts; the reasons were printed",
            "11:a finding was contradicted"
        })
final class Reproduce implements Callable<Integer> {
    private static final int CONTRADICTED = 11;

    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Parameters(paramLabel = "BUNDLE", description = "the folder of a run of an experiment")
    private Path bundle = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where results go (results/NAME-again-TIME); a run that is there goes on")
    private @Nullable Path out;

    @Mixin
    private PlacementOption processors = new PlacementOption();

    /// For picocli.
    Reproduce() {}

    @Override
    public Integer call() throws RunFailure, IOException, ReportException {
        Bundle first = Bundle.read(bundle);
        if (first.plan().question().isEmpty()) {
            throw misuse(bundle + " holds the suite " + first.plan().name() + ", which found nothing; name a run of an"
                    + " experiment");
        }
        Path folder = out == null ? ResultsPlace.of(first.plan().name() + "-again") : out;
        run(first.plan(), folder);
        Reproduction reproduction = Reproduction.of(first, Bundle.read(folder));
        String text = ComparisonText.of(reproduction);
        Files.writeString(folder.resolve("report").resolve("reproduction.md"), text);
        System.out.println();
        System.out.print(text);
        return reproduction.isContradicted() ? CONTRADICTED : 0;
    }

    private void run(Plan plan, Path folder) throws RunFailure, IOException, ReportException {
        RunFolder results = new RunFolder(folder);
        CpuPlacement placement = processors.placement();
        ThisMachine here = ThisMachine.read(placement);
        PlannedRun session = new PlannedRun(results, folder.resolve("report"), placement, here);
        if (!Files.exists(results.plan())) {
            session.begin(plan.from(here.origin(Plans.newRun(Instant.now()))));
        } else if (Plan.read(folder).isSameAs(plan)) {
            session.resume();
        } else {
            throw misuse(folder + " holds a run of another plan; name an empty folder with --out");
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(options.commandLine(), message);
    }
}
