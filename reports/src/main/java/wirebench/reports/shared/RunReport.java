package wirebench.reports.shared;

import java.nio.file.Path;
import java.util.SequencedMap;
import wirebench.reports.files.ReportException;

/// The report on one run. Which of the two it is, the folder decides: a run that asked a question has a
/// verdict.
public interface RunReport {
    /// The texts of all files by their names, the page last.
    ///
    /// @param target where they will be, so that links hold
    SequencedMap<String, String> files(Path target) throws ReportException;

    /// For a terminal, without colours.
    String terminalSummary();

    /// How many cells, or arms, the run measured.
    int cells();
}
