package wirebench.client.config;

import java.nio.file.Path;

/// Where a client's own certificate and key are, for servers that ask for them (mutual TLS).
///
/// @param certificates a PEM file with the client's certificate first and those that vouch for it behind, or a
///     PKCS#12
///     store
/// @param key a PEM file with the PKCS#8 key; the same as `certificates` if one file holds both
/// @param password of the store or of an encrypted key; empty for none
public record TlsIdentity(Path certificates, Path key, String password) {
    @Override
    public String toString() {
        return "TlsIdentity[" + certificates + ", " + key + "]"; // not the password
    }
}
