/// The judgement that the statistics make of an experiment: a verdict for each arm, an outcome for each prediction,
/// and what became of a finding that was measured again.
///
/// No sentence of a page is written here. Read [Judgement] first, then [Predictions] and [Reproduction].
@NullMarked
package wirebench.reports.judge;

import org.jspecify.annotations.NullMarked;
