package wirebench.jmh.run;

import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.folder.RunFailure;
import wirebench.reports.files.Arm;

/// Runs one arm in one new JVM.
interface ForkRunner {
    /// Runs it.
    ///
    /// @param arm what is run
    /// @param folder where the fork writes its histograms, counts and settings
    /// @return what it measured
    /// @throws RunFailure if it measured nothing, or less than it should have
    MeasuredFork run(Arm arm, ForkFolder folder) throws RunFailure;
}
