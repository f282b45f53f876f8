/// The open loop: exchanges begin when a schedule says so, whatever became of those before, and a run says whether
/// it kept the schedule.
///
/// Read [OpenLoop] first, then [Arrivals], [OpenTimes] and [Validity].
@NullMarked
package wirebench.load.open;

import org.jspecify.annotations.NullMarked;
