/// Pools of connections for clients on threads: one set of policies, several orders in which connections are lent,
/// and two ways to serve those who wait.
///
/// A pool opens and closes nothing itself, and has no thread. Event loops have pools of their own, without locks,
/// and share [PoolHealth] only. Read [ConnectionPool] first, then [SlotOrder] and [WaitingLine].
@NullMarked
package wirebench.client.pool;

import org.jspecify.annotations.NullMarked;
