/// TLS around the JDK's engine: one state machine that touches no socket, so that every I/O model can use it.
///
/// Whom to trust and who to be is configuration ([wirebench.client.config.TlsConfig]); whether work is done on
/// this thread or another is up to the implementations. Read [TlsMachine] first, then [TlsConduit] and
/// [TlsEngines].
@NullMarked
package wirebench.client.tls;

import org.jspecify.annotations.NullMarked;
