package wirebench.client.tls;

import java.io.IOException;
import java.net.Inet4Address;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;
import wirebench.client.config.TlsConfig;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;
import wirebench.client.config.TlsVersion;

/// What the files of a configuration said at one moment, and the sessions that were agreed on since. Thread-safe.
final class TlsSettings {
    private static final String[] PROTOCOLS_ABOVE = {"http/1.1"};

    /// That are kept to be resumed, a few kilobytes each; the JDK would keep twenty times as many. The one that was
    /// used the longest time ago goes first.
    private static final int MOST_SESSIONS = 1_024;

    private final SSLContext context;
    private final String[] versions;
    private final boolean resumption;
    private final AtomicInteger unlike = new AtomicInteger();

    private TlsSettings(SSLContext context, TlsConfig config) {
        this.context = context;
        versions = config.versions().stream().map(TlsVersion::protocol).sorted().toArray(String[]::new);
        resumption = config.resumption();
        context.getClientSessionContext().setSessionCacheSize(resumption ? MOST_SESSIONS : 1);
    }

    /// Reads the files.
    ///
    /// @throws IOException if one cannot be read or used; the message names it
    static TlsSettings load(TlsConfig config) throws IOException {
        KeyManager @Nullable [] keys = keys(config.identity());
        TrustManager[] trust = switch (config.trust()) {
            case TlsTrust.OfSystem() -> trust(null);
            case TlsTrust.InFile file -> trust(TlsFiles.trusted(file));
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return new TlsSettings(context, config);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /// What seals and opens the octets of one connection.
    ///
    /// @throws SSLException if no certificate can be checked for the host's name
    SSLEngine engine(Origin origin) throws SSLException {
        String host = withoutFinalDot(origin.host());
        // The port is nothing but part of the name under which a session is kept and found again.
        int port = resumption ? origin.port() : unlike.incrementAndGet();
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setApplicationProtocols(PROTOCOLS_ABOVE);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!isAddress(host)) { // which is not sent as a server's name (RFC 6066 section 3)
            parameters.setServerNames(List.of(serverName(host)));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// A name is the same without the dot that ends a search, and only so it is sent (RFC 6066 section 3) and
    /// stands in a certificate.
    private static String withoutFinalDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isAddress(String host) {
        boolean digitsAndDots = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return host.indexOf(':') >= 0 || (digitsAndDots && isLiteral(host));
    }

    private static boolean isLiteral(String host) {
        try {
            Inet4Address.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The JDK checks a certificate only for what it would also send as a server's name.
    private static SNIHostName serverName(String host) throws SSLException {
        try {
            return new SNIHostName(host);
        } catch (IllegalArgumentException e) {
            throw new SSLException(
                    "no certificate can be checked for this name; its labels must be letters, digits and inner hyphens,"
                            + " and at most 63 long",
                    e);
        }
    }

    private static KeyManager @Nullable [] keys(@Nullable TlsIdentity identity) throws IOException {
        if (identity == null) {
            return null;
        }
        KeyStore store = TlsFiles.identity(identity);
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, identity.password().toCharArray());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException("the key in " + identity.key() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// @param store holds the trusted certificates; null for the system's
    private static TrustManager[] trust(@Nullable KeyStore store) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .map(trust -> trust instanceof X509ExtendedTrustManager path ? new NamedTrust(path) : trust)
                    .toArray(TrustManager[]::new);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be trusted: " + e.getMessage(), e);
        }
    }
}
