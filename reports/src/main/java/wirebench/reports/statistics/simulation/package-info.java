/// A program that measures how often the statistics err, on machines that drift and forks that come in modes.
///
/// Nothing of it is used for a verdict. Read [Simulation] first; `docs/statistics.md` has its table.
@NullMarked
package wirebench.reports.statistics.simulation;

import org.jspecify.annotations.NullMarked;
