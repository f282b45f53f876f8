/// The report on a suite: cells side by side, each with its floor.
///
/// Read [SuiteDocument] first, then [Sweep] and [Findings].
@NullMarked
package wirebench.reports.suite;

import org.jspecify.annotations.NullMarked;
