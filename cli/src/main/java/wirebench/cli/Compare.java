package wirebench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import wirebench.reports.experiment.ComparisonText;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Difference;
import wirebench.reports.files.ReportException;
import wirebench.reports.judge.BundleComparison;
import wirebench.reports.statistics.Change;
import wirebench.reports.statistics.Shift;

/// `wirebench compare`: what became of an experiment from one run to another.
@Command(
        name = "compare",
        header = "Say what became of an experiment from one run to another.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "Judged are ratios to the baseline of the same run; of the baseline itself nothing can be said. Runs on"
                    + " different machines or JVMs are refused.",
            "",
            "Example:",
            "  wirebench compare results/09-connection-each-20261123-120000 after"
        })
final class Compare implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The folder of a run of an experiment.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The folder of another run of it.")
    private Path after = Path.of("");

    @Option(names = "--fail-if-worse", description = "Exit with 9 if an arm got worse relative to the baseline.")
    private boolean failIfWorse;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    Compare(Streams streams) {
        this.streams = streams;
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() {
        BundleComparison comparison = comparison();
        Output out = new Output(streams.out());
        if (json) {
            out.println(json(comparison));
        } else {
            ComparisonText.of(comparison).lines().forEach(out::println);
        }
        return exitCode(comparison).number();
    }

    private BundleComparison comparison() {
        if (before.toAbsolutePath().normalize().equals(after.toAbsolutePath().normalize())) {
            throw new Misuse(before + " is one folder, and a comparison needs two runs");
        }
        try {
            return BundleComparison.of(Bundle.read(before), Bundle.read(after));
        } catch (ReportException e) {
            throw new Misuse(String.valueOf(e.getMessage()));
        }
    }

    private ExitCode exitCode(BundleComparison comparison) {
        if (comparison.isRefused()) {
            return ExitCode.INVALID;
        }
        boolean worse = comparison.changes().stream().anyMatch(Change.Worse.class::isInstance);
        return failIfWorse && worse ? ExitCode.THRESHOLD : ExitCode.OK;
    }

    private static String json(BundleComparison comparison) {
        return JsonLine.of(json -> {
            json.writeStringProperty("before", comparison.before().folder().toString());
            json.writeStringProperty("after", comparison.after().folder().toString());
            json.writeArrayPropertyStart("refusals");
            comparison.refusals().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("differences");
            comparison.differences().forEach(difference -> write(json, difference));
            json.writeEndArray();
            json.writeArrayPropertyStart("changes");
            comparison.changes().forEach(change -> write(json, change));
            json.writeEndArray();
            json.writeArrayPropertyStart("leftOut");
            comparison.leftOut().forEach(json::writeString);
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Difference difference) {
        json.writeStartObject();
        json.writeStringProperty("key", difference.key());
        json.writeStringProperty("before", difference.before());
        json.writeStringProperty("after", difference.after());
        json.writeBooleanProperty("forbids", difference.weight() == Difference.Weight.FORBIDS);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Change change) {
        json.writeStartObject();
        json.writeStringProperty("arm", change.pair().candidate());
        json.writeStringProperty("baseline", change.pair().baseline());
        json.writeStringProperty("change", change.word());
        json.writeStringProperty("sentence", change.sentence());
        change.figures().ifPresent(shift -> write(json, shift));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Shift shift) {
        json.writeNumberProperty("ratioBefore", shift.before());
        json.writeNumberProperty("ratioAfter", shift.after());
        json.writeNumberProperty("ratio", shift.ratio());
        json.writeNumberProperty("low", shift.interval().low());
        json.writeNumberProperty("high", shift.interval().high());
        json.writeNumberProperty("adjustedP", shift.adjustedP());
        json.writeNumberProperty("noiseFloor", shift.floor());
    }
}
