package wirebench.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows one identity to whoever asks, right or wrong, and lets it be exchanged while connections are open.
///
/// The JDK's own key managers look for the best one among many, and leave out what the other end may not like; here
/// that is for the other end to say. Thread-safe.
final class IdentityKeys extends X509ExtendedKeyManager {
    /// A handshake asks for an alias first and for what it stands for later, so the one before is still known.
    private record Shown(long number, Identity current, Identity previous) {
        @Nullable
        Identity by(String alias) {
            if (alias.equals(alias(number))) {
                return current;
            }
            return alias.equals(alias(number - 1)) ? previous : null;
        }

        private static String alias(long number) {
            return "identity-" + number;
        }
    }

    private volatile Shown shown; // written under this

    IdentityKeys(Identity identity) {
        shown = new Shown(0, identity, identity);
    }

    /// Shows another identity from the next handshake on.
    synchronized void swap(Identity identity) {
        Shown before = shown;
        shown = new Shown(before.number + 1, identity, before.current);
    }

    /// The alias, if the key is of one of the algorithms.
    private @Nullable String choose(String... algorithms) {
        Shown now = shown;
        return Stream.of(algorithms).anyMatch(now.current.key().getAlgorithm()::equals)
                ? Shown.alias(now.number)
                : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    private String @Nullable [] aliases(String keyType) {
        String alias = choose(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Identity identity = shown.by(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Identity identity = shown.by(alias);
        return identity == null ? null : identity.key();
    }
}
