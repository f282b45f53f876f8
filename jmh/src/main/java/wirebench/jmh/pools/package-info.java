/// Pools of libraries as arms of [wirebench.jmh.PoolOnly], with nothing behind them: one class for each.
@NullMarked
package wirebench.jmh.pools;

import org.jspecify.annotations.NullMarked;
