/// Event loops and their connections: all of the server's I/O, its timers, and the faults that are made by I/O.
///
/// HTTP is understood one package on, in [wirebench.server.http]. Read [EventLoop] first, then [Connection].
@NullMarked
package wirebench.server.loop;

import org.jspecify.annotations.NullMarked;
