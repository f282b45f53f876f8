package wirebench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wirebench.reports.Report;
import wirebench.reports.files.NoForkCounts;
import wirebench.reports.files.ReportException;

/// `wirebench report`: makes the report of a run again, also of one that is not at its end.
@Command(
        name = "report",
        header = "Write the report on a run, and print what it says.",
        abbreviateSynopsis = true,
        footer = {"", "Example:", "  wirebench report results/09-connection-each-20261123-120000"})
final class ReportVerb implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "FOLDER", description = "Where a run put its results.")
    private Path folder = Path.of("");

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the report goes (FOLDER/report).")
    private @Nullable Path out;

    ReportVerb(Streams streams) {
        this.streams = streams;
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() {
        Path target = out == null ? folder.resolve("report") : out;
        Output output = new Output(streams.out());
        try {
            Report report = Report.read(folder);
            report.writeTo(target);
            report.terminalSummary().lines().forEach(output::println);
        } catch (NoForkCounts e) {
            new Complaints(streams).print(String.valueOf(e.getMessage()), e);
            return ExitCode.INVALID.number();
        } catch (ReportException e) {
            throw new Misuse(String.valueOf(e.getMessage()));
        }
        output.println(
                "Report: " + target.resolve("index.html").toAbsolutePath().normalize());
        return ExitCode.OK.number();
    }
}
