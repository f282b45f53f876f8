/// Statistics from result files, and the reports that show them.
///
/// Nothing here measures anything, and nothing of the other modules is known here: result files are the only
/// input. They are read by [wirebench.reports.files], decided by [wirebench.reports.statistics] and
/// [wirebench.reports.judge], and told by [wirebench.reports.suite] or [wirebench.reports.experiment] in the words
/// and charts of [wirebench.reports.page]. To read the code, start with [Report].
@NullMarked
package wirebench.reports;

import org.jspecify.annotations.NullMarked;
