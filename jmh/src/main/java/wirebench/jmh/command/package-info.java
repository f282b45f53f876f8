/// The verbs that run benchmarks: what they accept, what they print, and how they end.
///
/// Nothing is measured or judged here. Read [BenchCommand] first, then [Bench].
@NullMarked
package wirebench.jmh.command;

import org.jspecify.annotations.NullMarked;
