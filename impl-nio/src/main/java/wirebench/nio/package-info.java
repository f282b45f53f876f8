/// Selector event loops: nothing blocks.
///
/// Read [wirebench.nio.EventLoop] first, whose `run` is all that ever happens, then
/// [wirebench.nio.NioConnection], which acts on what its [wirebench.nio.Outbox] and its [wirebench.nio.Inbox] say,
/// and then [wirebench.nio.LoopPool]. How a connection comes to be is in [wirebench.nio.Connector].
///
/// Calls go down: a loop has pools, a pool has connections, a connection has an outbox and an inbox. What is below
/// returns what happened, and sees of what is above it an interface no wider than it needs:
/// [wirebench.nio.HomeLoop], [wirebench.nio.HomePool], [wirebench.nio.ExchangeStage].
///
/// Everything but [wirebench.nio.NioClient] and the hand-over into a loop is confined to the loop's thread. What
/// will never be found here: a lock; a call that waits, but for the selector's; HTTP, which is
/// `wirebench.protocol`'s.
@NullMarked
package wirebench.nio;

import org.jspecify.annotations.NullMarked;
