/// Benchmarks of pools alone, ours beside those of libraries, with nothing behind them: one class for each.
///
/// No connection is ever opened here. Read [PoolOnly] first, then [LeasePool].
@NullMarked
package wirebench.jmh.pools;

import org.jspecify.annotations.NullMarked;
