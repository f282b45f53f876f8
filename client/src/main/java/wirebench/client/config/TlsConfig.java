package wirebench.client.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What connections for `https` URLs are told. Immutable.
///
/// The server's certificate must be valid, lead to somebody trusted, and name the URL's host (RFC 9110 section
/// 4.3.4); nothing turns that off. The one protocol that is offered is `http/1.1` (ALPN, RFC 7301).
///
/// @param trust whose certificates are trusted
/// @param identity who the client is, null if it does not say
/// @param versions which are offered, at least one
/// @param resumption whether a connection may take up the session of an earlier one, which spares the costly part
///     of a
///     handshake
/// @param reloadAfter how often the files are looked at; new connections use what they hold by then, and those
///     that are
///     open go on. Positive
public record TlsConfig(
        TlsTrust trust,
        @Nullable TlsIdentity identity,
        Set<TlsVersion> versions,
        boolean resumption,
        Duration reloadAfter) {
    /// The system's trust, no identity, both versions, resumption, files looked at every 10 s.
    public static final TlsConfig DEFAULT =
            new TlsConfig(new TlsTrust.OfSystem(), null, EnumSet.allOf(TlsVersion.class), true, Duration.ofSeconds(10));

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if there is no version, or the time is not positive
    public TlsConfig {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("at least one version of TLS must be offered");
        }
        if (!reloadAfter.isPositive()) {
            throw new IllegalArgumentException("reloadAfter must be positive, not " + reloadAfter);
        }
        versions = Set.copyOf(versions);
    }

    /// Copies with other trust.
    ///
    /// @param other whose certificates are trusted
    /// @return the copy
    public TlsConfig withTrust(TlsTrust other) {
        return new TlsConfig(other, identity, versions, resumption, reloadAfter);
    }

    /// Copies with another identity.
    ///
    /// @param other null for none
    /// @return the copy
    public TlsConfig withIdentity(@Nullable TlsIdentity other) {
        return new TlsConfig(trust, other, versions, resumption, reloadAfter);
    }

    /// Copies with other versions.
    ///
    /// @param other at least one
    /// @return the copy
    public TlsConfig withVersions(Set<TlsVersion> other) {
        return new TlsConfig(trust, identity, other, resumption, reloadAfter);
    }

    /// Copies with or without resumption.
    ///
    /// @param resumes whether sessions are taken up again
    /// @return the copy
    public TlsConfig withResumption(boolean resumes) {
        return new TlsConfig(trust, identity, versions, resumes, reloadAfter);
    }

    /// Copies with another time between two looks at the files.
    ///
    /// @param time positive
    /// @return the copy
    public TlsConfig withReloadAfter(Duration time) {
        return new TlsConfig(trust, identity, versions, resumption, time);
    }
}
