package wirebench.jmh;

import org.openjdk.jmh.results.BenchmarkResult;
import wirebench.jmh.experiment.Arm;

/// Runs one arm in one new JVM.
interface ForkRunner {
    /// Runs it.
    ///
    /// @param arm what is run
    /// @param folder where the fork writes its histograms, counts and settings
    /// @return what it measured
    /// @throws SuiteException if it measured nothing, or less than it should have
    BenchmarkResult run(Arm arm, ResultFolder folder) throws SuiteException;
}
