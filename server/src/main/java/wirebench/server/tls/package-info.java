/// How the server speaks TLS: what it shows, which versions, and whom it asks for a certificate.
///
/// It makes no certificate, and reads them from files at most. It uses the JDK only. Start with [ServerTls].
@NullMarked
package wirebench.server.tls;

import org.jspecify.annotations.NullMarked;
