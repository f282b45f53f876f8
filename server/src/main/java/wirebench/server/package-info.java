/// The embedded loopback peer. It uses nothing but the JDK, so that it shares no bug with what it tests.
@NullMarked
package wirebench.server;

import org.jspecify.annotations.NullMarked;
