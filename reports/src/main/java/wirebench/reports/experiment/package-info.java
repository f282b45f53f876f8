/// What an experiment measured, read from the folder of its run, and what that says.
///
/// A [Bundle] is such a folder: the [Plan] with its [Question], and a [Fork] for each JVM that ran.
/// [Judgement] is what the statistics make of it: a verdict for each arm, an [Outcome] for each prediction, and the
/// effects of factors. To read the code, start with [Bundle], then [Judgement].
@NullMarked
package wirebench.reports.experiment;

import org.jspecify.annotations.NullMarked;
