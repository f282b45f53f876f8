/// What an experiment measured, read from the folder of its run, and what that says.
///
/// A [Bundle] is such a folder: the [Plan] with its [Question], and a [Fork] for each JVM that ran.
/// To read the code, start with [Bundle].
@NullMarked
package wirebench.reports.experiment;

import org.jspecify.annotations.NullMarked;
