/// JMH profilers that run inside a fork: latencies, work, warm-up, and the lifeline to whoever started the fork.
///
/// They find what is measured by [wirebench.jmh.measure.TimedLoop] and its like, and write to
/// [wirebench.jmh.folder.ForkFolder]. Read [LatencyProfiler] first.
@NullMarked
package wirebench.jmh.profile;

import org.jspecify.annotations.NullMarked;
