package wirebench.jmh;

import wirebench.jmh.experiment.Arm;

/// Runs one arm in one new JVM.
interface ForkRunner {
    /// Runs it.
    ///
    /// @param arm what is run
    /// @param folder where the fork writes its histograms, counts and settings
    /// @return what it measured
    /// @throws SuiteException if it measured nothing, or less than it should have
    MeasuredFork run(Arm arm, ForkFolder folder) throws SuiteException;
}
