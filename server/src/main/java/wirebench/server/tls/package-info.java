/// Certificates for tests and measurements, made in memory: an authority, what it issues, and what is wrong on
/// purpose.
///
/// Nothing here is fit for anything but a loopback connection: keys lie about unprotected, and nothing is revoked.
/// Start with [TestAuthority]. It uses the JDK only.
@NullMarked
package wirebench.server.tls;

import org.jspecify.annotations.NullMarked;
