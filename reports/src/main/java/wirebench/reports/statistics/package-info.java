/// Which of two arms is faster, and whether a noisy machine lets anyone say so.
///
/// Figures in, verdict out: nothing here reads a file, a clock or an unseeded source of chance. The fork is the unit.
/// A session is a list of [Block]s, each with one figure for each arm; a [Family] of comparisons with one baseline is
/// judged together and gives a [Verdict] for each. What decides is the sign-flip test of [TypicalValues]; the other
/// intervals ([StudentT], [HierarchicalBootstrap]) are shown beside it. [Factorial] splits a matrix of arms into the
/// effects of its factors, [BlockPlan] says how many blocks a precision needs, and [SteadyState] whether a fork had
/// warmed up.
///
/// `Simulation` is a program that measures how often all of this errs; `docs/statistics.md` has its table, the
/// formulas and their sources.
@NullMarked
package wirebench.reports.statistics;

import org.jspecify.annotations.NullMarked;
