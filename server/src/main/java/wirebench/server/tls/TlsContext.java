package wirebench.server.tls;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// The server's side of TLS: one for all its connections, so that sessions are resumed across them, by session id
/// and by ticket.
///
/// Thread-safe.
public final class TlsContext {
    private final ServerTls tls;
    private final IdentityKeys keys;
    private final SSLContext context;

    private TlsContext(ServerTls tls, IdentityKeys keys, SSLContext context) {
        this.tls = tls;
        this.keys = keys;
        this.context = context;
    }

    /// Makes a context without sessions.
    ///
    /// @param tls how to speak
    /// @return a new context
    public static TlsContext of(ServerTls tls) {
        try {
            IdentityKeys keys = new IdentityKeys(tls.identity());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, Stores.trustManagers(tls.clientAuthorities()), null);
            return new TlsContext(tls, keys, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /// An engine for a connection that was accepted. It answers `http/1.1` if protocols are offered by ALPN
    /// (RFC 7301), and fails the handshake if that is not among them.
    ///
    /// @return a new engine, at the beginning of its handshake
    public SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(tls.protocols().stream().map(Protocol::jsse).toArray(String[]::new));
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        switch (tls.clientAuthentication()) {
            case NONE -> {}
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// Shows another identity, from the next full handshake on; connections and sessions stay as they are.
    ///
    /// @param identity the new one
    public void swapIdentity(Identity identity) {
        keys.swap(identity);
    }
}
