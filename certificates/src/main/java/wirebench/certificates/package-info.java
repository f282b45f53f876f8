/// Certificates for tests and measurements, made in memory: an authority, what it issues, and what is wrong on
/// purpose.
///
/// Nothing here is fit for anything but a loopback connection: keys lie about unprotected, and nothing is revoked. It
/// knows no server and no client, and uses the JDK only, because forks of benchmarks make certificates too and must not
/// hold a library for it. Start with [TestAuthority].
@NullMarked
package wirebench.certificates;

import org.jspecify.annotations.NullMarked;
