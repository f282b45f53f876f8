package wirebench.client.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;

/// Reads certificates and keys: PEM (RFC 7468) or PKCS#12. Stateless.
final class TlsFiles {
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String ALIAS = "wirebench";

    private TlsFiles() {}

    /// The certificates in a file, as those to be trusted.
    ///
    /// @throws IOException if it cannot be read, or holds none; the message names the file
    static KeyStore trusted(TlsTrust.InFile trust) throws IOException {
        byte[] octets = read(trust.file());
        try {
            KeyStore store = isPem(octets) ? trusted(certificates(octets)) : pkcs12(octets, trust.password());
            return requireCertificates(store, trust.file());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IOException(trust.file() + " does not hold certificates to trust: " + reason(e), e);
        }
    }

    /// A client's certificates and key.
    ///
    /// @throws IOException if the files cannot be read, or hold none; the message names the file
    static KeyStore identity(TlsIdentity identity) throws IOException {
        byte[] octets = read(identity.certificates());
        byte[] key = read(identity.key());
        try {
            return isPem(octets)
                    ? identity(certificates(octets), key(text(key), identity), identity.password())
                    : pkcs12(octets, identity.password());
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

    private static boolean isPem(byte[] octets) {
        return text(octets).contains("-----BEGIN ");
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        StringBuilder blocks = new StringBuilder(); // the factory takes nothing else, not even a key behind them
        Matcher block = PEM_BLOCK.matcher(text(pem));
        while (block.find()) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                blocks.append(block.group()).append('\n');
            }
        }
        if (blocks.isEmpty()) {
            throw new GeneralSecurityException("there is no BEGIN CERTIFICATE");
        }
        byte[] octets = blocks.toString().getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(octets));
    }

    private static KeyStore trusted(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(ALIAS + number++, certificate);
        }
        return store;
    }

    private static KeyStore identity(Collection<? extends Certificate> chain, PrivateKey key, String password)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(ALIAS, key, password.toCharArray(), chain.toArray(Certificate[]::new));
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore pkcs12(byte[] octets, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(octets), password.toCharArray());
        return store;
    }

    private static KeyStore requireCertificates(KeyStore store, Path file) throws GeneralSecurityException {
        if (store.size() == 0) {
            throw new GeneralSecurityException(file.getFileName() + " is empty");
        }
        return store;
    }

    private static PrivateKey key(String pem, TlsIdentity identity) throws GeneralSecurityException, IOException {
        Matcher block = PEM_BLOCK.matcher(pem);
        while (block.find()) {
            byte[] octets = Base64.getMimeDecoder().decode(block.group(2));
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return key(new PKCS8EncodedKeySpec(octets));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return key(decrypted(new EncryptedPrivateKeyInfo(octets), identity.password()));
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new GeneralSecurityException("the key is not PKCS#8; convert it with: openssl pkcs8 -topk8"
                            + " -nodes -in " + identity.key() + " -out key.pem");
                default -> {} // certificates in the same file, or the curve's parameters
            }
        }
        throw new GeneralSecurityException("there is no BEGIN PRIVATE KEY");
    }

    private static PKCS8EncodedKeySpec decrypted(EncryptedPrivateKeyInfo sealed, String password)
            throws GeneralSecurityException {
        SecretKeyFactory factory = SecretKeyFactory.getInstance(sealed.getAlgName());
        Cipher cipher = Cipher.getInstance(sealed.getAlgName());
        cipher.init(
                Cipher.DECRYPT_MODE,
                factory.generateSecret(new PBEKeySpec(password.toCharArray())),
                sealed.getAlgParameters());
        return sealed.getKeySpec(cipher);
    }

    /// The encoding names the algorithm, but the JDK wants to be told.
    private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // It is one of another algorithm.
            }
        }
        throw new InvalidKeySpecException("the key is of none of the kinds " + KEY_ALGORITHMS);
    }

    private static String text(byte[] octets) {
        return new String(octets, 0, Math.min(octets.length, 1 << 20), StandardCharsets.ISO_8859_1);
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
