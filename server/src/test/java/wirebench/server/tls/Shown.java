package wirebench.server.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/// What a client of tests shows, right or wrong.
public final class Shown {
    private Shown() {}

    /// How a client connects that trusts one authority, and shows who it is whoever is asked for.
    public static SSLContext context(X509Certificate trusted, Identity client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new IdentityKeys(client)}, Stores.trustManagers(List.of(trusted)), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
