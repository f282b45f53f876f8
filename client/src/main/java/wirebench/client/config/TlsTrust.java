package wirebench.client.config;

import java.nio.file.Path;

/// Whose certificates a client trusts.
public sealed interface TlsTrust {
    /// Those that the JDK trusts: its `cacerts`, or what `javax.net.ssl.trustStore` names.
    record OfSystem() implements TlsTrust {}

    /// Those in a file.
    ///
    /// @param file PEM certificates, or a PKCS#12 store
    /// @param password of the store; empty for none, and for PEM
    record InFile(Path file, String password) implements TlsTrust {
        @Override
        public String toString() {
            return "InFile[" + file + "]"; // not the password
        }
    }
}
