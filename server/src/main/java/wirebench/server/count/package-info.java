/// Counts that both ends of a measurement have to agree on, kept without locks by each event loop.
///
/// Read [Tally] first.
@NullMarked
package wirebench.server.count;

import org.jspecify.annotations.NullMarked;
