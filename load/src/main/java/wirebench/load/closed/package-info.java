/// The closed loop: a number of exchanges in flight, each begun when the one before it has ended.
///
/// Its latencies leave out the waiting that arriving requests would have had. Read [ClosedLoop] first, then
/// [Batch].
@NullMarked
package wirebench.load.closed;

import org.jspecify.annotations.NullMarked;
