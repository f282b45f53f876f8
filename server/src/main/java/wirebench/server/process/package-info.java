/// The server in a process of its own: how it is started, told what to do, and ended with whoever started it.
///
/// Read [ServerProcess] first, then [ServerMain].
@NullMarked
package wirebench.server.process;

import org.jspecify.annotations.NullMarked;
