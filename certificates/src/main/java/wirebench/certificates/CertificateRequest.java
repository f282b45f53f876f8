package wirebench.certificates;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a [TestAuthority] is asked to put into a certificate. Immutable; checked when made.
///
/// @param commonName the subject's only name
/// @param keyType of the key pair that is made for it
/// @param notBefore the first moment of its validity, to the second
/// @param notAfter the last moment of its validity, to the second
/// @param dnsNames names in subjectAltName
/// @param addresses IP addresses in subjectAltName
/// @param purposes what extendedKeyUsage allows
public record CertificateRequest(
        String commonName,
        KeyType keyType,
        Instant notBefore,
        Instant notAfter,
        List<String> dnsNames,
        List<InetAddress> addresses,
        Set<Purpose> purposes) {
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final Duration LASTING = Duration.ofDays(30);

    /// What a certificate may be used for (RFC 5280 §4.2.1.12).
    public enum Purpose {
        /// id-kp-serverAuth.
        SERVER("1.3.6.1.5.5.7.3.1"),
        /// id-kp-clientAuth.
        CLIENT("1.3.6.1.5.5.7.3.2");

        private final String identifier;

        Purpose(String identifier) {
            this.identifier = identifier;
        }

        String identifier() {
            return identifier;
        }
    }

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the name is blank, or the validity ends before it begins
    public CertificateRequest {
        if (commonName.isBlank()) {
            throw new IllegalArgumentException("commonName is blank");
        }
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("notAfter is " + notAfter + ", before notBefore " + notBefore);
        }
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
        purposes = Set.copyOf(purposes);
    }

    /// For a server on this machine: localhost, 127.0.0.1 and ::1, valid from an hour ago for thirty days.
    ///
    /// @param keyType see [#keyType]
    /// @return a request
    public static CertificateRequest forServer(KeyType keyType) {
        Instant now = Instant.now();
        return new CertificateRequest(
                "localhost",
                keyType,
                now.minus(BACKDATED),
                now.plus(LASTING),
                List.of("localhost"),
                List.of(address("127.0.0.1"), address("::1")),
                Set.of(Purpose.SERVER));
    }

    /// For a client that shows who it is, valid like [#forServer].
    ///
    /// @param commonName who it is
    /// @param keyType see [#keyType]
    /// @return a request
    public static CertificateRequest forClient(String commonName, KeyType keyType) {
        Instant now = Instant.now();
        return new CertificateRequest(
                commonName,
                keyType,
                now.minus(BACKDATED),
                now.plus(LASTING),
                List.of(),
                List.of(),
                Set.of(Purpose.CLIENT));
    }

    /// An address that is written in digits, so nothing is looked up.
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(literal, e);
        }
    }

    /// The same with another validity.
    ///
    /// @param from see [#notBefore]
    /// @param until see [#notAfter]
    /// @return a new request
    public CertificateRequest withValidity(Instant from, Instant until) {
        return new CertificateRequest(commonName, keyType, from, until, dnsNames, addresses, purposes);
    }

    /// The same with other names and addresses in subjectAltName.
    ///
    /// @param names see [#dnsNames]
    /// @param literals see [#addresses]
    /// @return a new request
    public CertificateRequest withHosts(List<String> names, List<InetAddress> literals) {
        return new CertificateRequest(commonName, keyType, notBefore, notAfter, names, literals, purposes);
    }

    /// The same with other purposes.
    ///
    /// @param value see [#purposes]
    /// @return a new request
    public CertificateRequest withPurposes(Set<Purpose> value) {
        return new CertificateRequest(commonName, keyType, notBefore, notAfter, dnsNames, addresses, value);
    }
}
