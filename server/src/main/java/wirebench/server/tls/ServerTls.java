package wirebench.server.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How a server speaks TLS. Immutable; checked when made.
///
/// @param identity what the server shows first; it can be exchanged while it runs
/// @param protocols versions spoken
/// @param clientAuthentication whether clients show a certificate too
/// @param clientAuthorities who must have issued theirs
/// @param handshakeTimeout how long a handshake may take, from the moment the connection is accepted
public record ServerTls(
        Identity identity,
        Set<Protocol> protocols,
        ClientAuthentication clientAuthentication,
        List<X509Certificate> clientAuthorities,
        Duration handshakeTimeout) {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if no version is spoken, clients are asked for certificates that nobody may
    ///     issue, or the timeout is not between a millisecond and an hour
    public ServerTls {
        protocols = Set.copyOf(protocols);
        clientAuthorities = List.copyOf(clientAuthorities);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("protocols is empty");
        }
        if (clientAuthentication != ClientAuthentication.NONE && clientAuthorities.isEmpty()) {
            throw new IllegalArgumentException(
                    "clientAuthentication is " + clientAuthentication + ", but clientAuthorities is empty");
        }
        if (handshakeTimeout.compareTo(Duration.ofMillis(1)) < 0
                || handshakeTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "handshakeTimeout is " + handshakeTimeout + ", not between PT0.001S and PT1H");
        }
    }

    /// TLS 1.2 and 1.3 without client certificates, handshakes of up to ten seconds.
    ///
    /// @param identity what the server shows
    /// @return a configuration
    public static ServerTls of(Identity identity) {
        return new ServerTls(
                identity, Set.of(Protocol.values()), ClientAuthentication.NONE, List.of(), HANDSHAKE_TIMEOUT);
    }

    /// The same with another identity.
    ///
    /// @param value see [#identity]
    /// @return a new configuration
    public ServerTls withIdentity(Identity value) {
        return new ServerTls(value, protocols, clientAuthentication, clientAuthorities, handshakeTimeout);
    }

    /// The same with other versions.
    ///
    /// @param value see [#protocols]
    /// @return a new configuration
    public ServerTls withProtocols(Set<Protocol> value) {
        return new ServerTls(identity, value, clientAuthentication, clientAuthorities, handshakeTimeout);
    }

    /// The same, with client certificates.
    ///
    /// @param value see [#clientAuthentication]
    /// @param authorities see [#clientAuthorities]
    /// @return a new configuration
    public ServerTls withClientAuthentication(ClientAuthentication value, List<X509Certificate> authorities) {
        return new ServerTls(identity, protocols, value, authorities, handshakeTimeout);
    }

    /// The same with another limit on handshakes.
    ///
    /// @param value see [#handshakeTimeout]
    /// @return a new configuration
    public ServerTls withHandshakeTimeout(Duration value) {
        return new ServerTls(identity, protocols, clientAuthentication, clientAuthorities, value);
    }
}
