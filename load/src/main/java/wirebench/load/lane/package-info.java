/// Lanes: what one slot of a driver carries out again and again, and what it expects as an answer.
///
/// A lane does not count or time anything. Read [ClientLane] first.
@NullMarked
package wirebench.load.lane;

import org.jspecify.annotations.NullMarked;
