/// What becomes of connections that are to be kept open when their server goes away: one state machine, with every
/// transition in one place.
///
/// Nothing here opens a connection. Read [ReconnectState] first.
@NullMarked
package wirebench.client.reconnect;

import org.jspecify.annotations.NullMarked;
