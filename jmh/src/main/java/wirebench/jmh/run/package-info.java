/// The run of a plan: forks in interleaved blocks, drawn before the first, resumable after any death.
///
/// Benchmarks are named here, never imported. Read [Plans] first, then [BlockRun], [ForkStore] and [JmhForks].
@NullMarked
package wirebench.jmh.run;

import org.jspecify.annotations.NullMarked;
