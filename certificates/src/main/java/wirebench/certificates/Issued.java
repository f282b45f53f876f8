package wirebench.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BiFunction;

/// What an authority has issued: a private key, and the chain of certificates that vouches for it. Immutable.
///
/// @param key belongs to the chain's first certificate
/// @param chain the end's own certificate first, then those of the authorities up to below the root
public record Issued(PrivateKey key, List<X509Certificate> chain) {
    /// Copies the chain.
    public Issued {
        chain = List.copyOf(chain);
    }

    /// The end's own certificate.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// The same key with another chain.
    Issued withChain(List<X509Certificate> value) {
        return new Issued(key, value);
    }

    /// The same in the words of one end of a connection.
    ///
    /// @param identity such as the constructor of a record with a key and a chain
    public <T> T as(BiFunction<PrivateKey, List<X509Certificate>, T> identity) {
        return identity.apply(key, chain);
    }

    @Override
    public String toString() {
        return "Issued[" + certificate().getSubjectX500Principal() + "]"; // not the key
    }
}
