package wirebench.server.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who one end of a TLS connection is: a private key, and the chain of certificates that vouches for it.
///
/// Immutable. Nothing checks the chain here, because a wrong one is what some tests need.
///
/// @param key belongs to the chain's first certificate
/// @param chain the end's own certificate first, then in order each one's issuer; the root may be missing
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final String ALIAS = "identity";

    /// Checks that there is a certificate.
    ///
    /// @throws IllegalArgumentException if the chain is empty
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a certificate");
        }
    }

    /// The end's own certificate.
    ///
    /// @return the chain's first
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// The same key with another chain, such as one out of order or with a link missing.
    ///
    /// @param value see [#chain]
    /// @return a new identity
    public Identity withChain(List<X509Certificate> value) {
        return new Identity(key, value);
    }

    /// The chain as text.
    ///
    /// @return a PEM block for each certificate
    public String chainPem() {
        return Pem.certificates(chain);
    }

    /// The key as text, not encrypted.
    ///
    /// @return one PEM block of PKCS #8
    public String keyPem() {
        return Pem.key(key);
    }

    /// Writes the chain and the key as PEM, each file whole or not at all; the key's is the owner's only (0600).
    ///
    /// @param chainFile takes the certificates, in order
    /// @param keyFile takes the key
    /// @throws IOException if a file cannot be written
    public void writePem(Path chainFile, Path keyFile) throws IOException {
        Pem.writeSecret(keyFile, keyPem().getBytes(StandardCharsets.US_ASCII));
        Pem.writeCertificates(chainFile, chain);
    }

    /// Reads what [#writePem] or `openssl` writes.
    ///
    /// @param chainFile certificates, in order
    /// @param keyFile a key in PKCS #8, not encrypted
    /// @return the identity
    /// @throws IOException if a file cannot be read or understood, or the key is not that of the first certificate;
    ///     the message is one line that names the file
    public static Identity readPem(Path chainFile, Path keyFile) throws IOException {
        List<X509Certificate> chain = Pem.readCertificates(chainFile);
        X509Certificate own = chain.getFirst();
        PrivateKey key = Pem.readKey(keyFile, own.getPublicKey().getAlgorithm());
        if (!belongTogether(key, own)) {
            throw new IOException("the key in " + keyFile + " is not that of the first certificate in " + chainFile);
        }
        return new Identity(key, chain);
    }

    /// Whether what the key signs is verified by the certificate.
    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        try {
            String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm();
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// A key store that holds this identity and nothing else.
    ///
    /// @param password protects the key
    /// @return in memory, PKCS #12
    public KeyStore keyStore(String password) {
        try {
            KeyStore store = Stores.empty();
            store.setKeyEntry(ALIAS, key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an identity cannot be stored", e);
        }
    }

    /// Writes key and chain as a PKCS #12 file, whole or not at all, the owner's only (0600).
    ///
    /// @param file is replaced
    /// @param password protects the file
    /// @throws IOException if the file cannot be written
    public void writePkcs12(Path file, String password) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            keyStore(password).store(octets, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an identity cannot be stored", e);
        }
        Pem.writeSecret(file, octets.toByteArray());
    }

    /// Reads what [#writePkcs12] or `openssl` or `keytool` writes.
    ///
    /// @param file holds one key
    /// @param password of the file and the key
    /// @return the identity
    /// @throws IOException if the file cannot be read, the password is wrong, or there is no key; the message
    ///     is one line that names the file
    public static Identity readPkcs12(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = Stores.empty();
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    return new Identity(key, chain(store.getCertificateChain(alias)));
                }
            }
            throw new IOException(file + " holds no private key");
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + file, e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("cannot read " + file + " as PKCS #12: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }

    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]"; // not the key
    }
}
