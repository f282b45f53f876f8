package wirebench.client.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;

/// Reads certificates and keys: PEM (RFC 7468) or PKCS#12. Stateless.
final class TlsFiles {
    private static final String ALIAS = "wirebench";

    private TlsFiles() {}

    /// The certificates in a file, as those to be trusted.
    ///
    /// @throws IOException if it cannot be read, or holds none; the message names the file and says what to do
    static KeyStore trusted(TlsTrust.InFile trust) throws IOException {
        byte[] octets = read(trust.file());
        try {
            KeyStore store = PemBlock.isPem(octets)
                    ? trusted(certificates(octets))
                    : pkcs12(octets, trust.file(), trust.password());
            return requireCertificates(store, trust.file());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IOException(trust.file() + " does not hold certificates to trust: " + reason(e), e);
        }
    }

    /// A client's certificates and key.
    ///
    /// @throws IOException if the files cannot be read, or hold none; the message names the file and says what
    ///     to do
    static KeyStore identity(TlsIdentity identity) throws IOException {
        byte[] octets = read(identity.certificates());
        byte[] key = read(identity.key());
        try {
            return PemBlock.isPem(octets)
                    ? identity(certificates(octets), PemKey.in(key, identity), identity.password())
                    : requirePair(pkcs12(octets, identity.certificates(), identity.password()), identity);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IOException(
                    identity.certificates() + " and " + identity.key() + " do not hold a certificate and its key: "
                            + reason(e),
                    e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + reason(e), e);
        }
    }

    private static List<Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        for (PemBlock block : PemBlock.in(pem)) {
            if (block.isCertificate()) {
                certificates.add(certificate(factory, block, certificates.size() + 1));
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no BEGIN CERTIFICATE");
        }
        return certificates;
    }

    private static Certificate certificate(CertificateFactory factory, PemBlock block, int number)
            throws GeneralSecurityException {
        try {
            return factory.generateCertificate(new ByteArrayInputStream(block.octets()));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new GeneralSecurityException("certificate " + number + " cannot be read; is the file whole?", e);
        }
    }

    private static KeyStore trusted(List<Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(ALIAS + number++, certificate);
        }
        return store;
    }

    private static KeyStore identity(List<Certificate> chain, PrivateKey key, String password)
            throws GeneralSecurityException, IOException {
        KeyPairs.requirePair(key, chain);
        KeyStore store = empty();
        try {
            store.setKeyEntry(ALIAS, key, password.toCharArray(), chain.toArray(Certificate[]::new));
        } catch (KeyStoreException e) {
            throw new GeneralSecurityException(
                    "behind the own certificate only those may stand that vouch for it, each behind the one it issued",
                    e);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore pkcs12(byte[] octets, Path file, String password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(octets), password.toCharArray());
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(
                    switch (e.getCause()) {
                        case UnrecoverableKeyException _
                        when password.isEmpty() -> "it is PKCS#12 with a password, and none is given";
                        case UnrecoverableKeyException _ -> "the password does not open it";
                        case null, default -> notPkcs12(octets, file);
                    },
                    e);
        }
    }

    private static String notPkcs12(byte[] octets, Path file) {
        return PemBlock.mayBeDer(octets)
                ? "it is neither PEM nor PKCS#12; if it is DER, convert it with: openssl x509 -inform der -in " + file
                        + " -out certificate.pem"
                : "it is neither PEM, with BEGIN CERTIFICATE, nor PKCS#12";
    }

    private static KeyStore requireCertificates(KeyStore store, Path file) throws GeneralSecurityException {
        if (store.size() == 0) {
            throw new GeneralSecurityException("there are none that the JDK sees; they are put in with: keytool"
                    + " -importcert -file certificate.pem -keystore " + file);
        }
        return store;
    }

    private static KeyStore requirePair(KeyStore store, TlsIdentity identity) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] chain = store.getCertificateChain(alias);
            if (chain != null && key(store, alias, identity.password()) instanceof PrivateKey key) {
                KeyPairs.requirePair(key, List.of(chain));
                return store;
            }
        }
        throw new GeneralSecurityException("there is no key with a certificate in " + identity.certificates());
    }

    private static @Nullable Key key(KeyStore store, String alias, String password) throws GeneralSecurityException {
        try {
            return store.getKey(alias, password.toCharArray());
        } catch (UnrecoverableKeyException e) {
            throw new GeneralSecurityException(
                    "the key has another password than the store; give both the same, with: keytool -keypasswd", e);
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
