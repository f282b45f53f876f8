/// The report on an experiment, a class for each section, and the texts of comparisons and reproductions.
///
/// What it says was decided before, in [wirebench.reports.judge]. Read [ExperimentReport] first.
@NullMarked
package wirebench.reports.experiment;

import org.jspecify.annotations.NullMarked;
