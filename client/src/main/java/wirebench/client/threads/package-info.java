/// The engine of the two clients on threads: a thread carries out one exchange at a time and waits where it must.
///
/// Whether that is a platform thread or a virtual one is the only thing that the implementations add. Event loops
/// use nothing of it. Read [SynchronousClient] first, then [SynchronousConnection] with the [SynchronousExchange] on
/// its [SocketStack], [OriginConnections] and [Watchdog].
@NullMarked
package wirebench.client.threads;

import org.jspecify.annotations.NullMarked;
