/// TLS as a client needs it: whom to trust and who to be, and one state machine around the JDK's engine that
/// touches no socket, so that every I/O model can use it.
@NullMarked
package wirebench.client.tls;

import org.jspecify.annotations.NullMarked;
