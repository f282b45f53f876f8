package wirebench.reports;

import java.nio.file.Path;
import wirebench.reports.experiment.ExperimentReport;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.Results;
import wirebench.reports.files.WholeFiles;
import wirebench.reports.shared.RunReport;
import wirebench.reports.suite.SuiteReport;

/// The report on one run: read from its result folder, written as a page, as Markdown and as CSV, and where
/// it was an experiment, with its verdicts as JSON.
///
/// Immutable and thread-safe.
public final class Report {
    private final RunReport edition;

    private Report(RunReport edition) {
        this.edition = edition;
    }

    /// Reads and checks everything in a result folder.
    ///
    /// @param resultFolder holds `plan.json` and `forks/`, and of a suite `run.json`
    /// @throws ReportException if a file is missing or broken; its message says which, and what to do
    public static Report read(Path resultFolder) throws ReportException {
        var bundle = Bundle.read(resultFolder);
        bundle.requireForks();
        return new Report(
                bundle.plan().question().isPresent()
                        ? ExperimentReport.of(bundle)
                        : new SuiteReport(Results.of(bundle)));
    }

    /// Writes `index.html`, `summary.md` and `summary.csv`, and of an experiment `verdicts.json`, replacing
    /// those of an earlier report.
    ///
    /// Each file appears whole or not at all. The page holds all it needs; only its links to raw files lead
    /// out.
    ///
    /// @param targetFolder made if it does not exist
    /// @throws ReportException if the folder cannot be written to
    public void writeTo(Path targetFolder) throws ReportException {
        WholeFiles.write(targetFolder, edition.files(targetFolder));
    }

    /// The findings, the tables and the cautions as plain text for a terminal, without colours.
    public String terminalSummary() {
        return edition.terminalSummary();
    }

    /// How many cells, that is benchmarks with their parameters, the run measured.
    public int cells() {
        return edition.cells();
    }
}
