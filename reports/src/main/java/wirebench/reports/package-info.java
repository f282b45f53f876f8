/// Statistics from result files, and the reports that show them.
///
/// A result folder is read ([Results], [JmhJson], [RunRecord], [HistogramLog]), its figures get intervals
/// ([Estimate], [Latency]), cells that belong together are put side by side ([Sweep]), the [Editor] turns them into
/// a [Document], and that is written as a page ([Html]), as [Markdown] and as text; [Csv] has every figure
/// unrounded.
///
/// The folder of an experiment is read and judged by `wirebench.reports.experiment`; [ExperimentEdition] makes a
/// [Document] of that, with a class for each section.
///
/// Nothing here measures anything, and nothing of the other modules is known here: result files are the only input.
/// To read the code, start with [Report], then [Editor] or [ExperimentEdition].
@NullMarked
package wirebench.reports;

import org.jspecify.annotations.NullMarked;
