package wirebench.client.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import wirebench.client.config.TlsIdentity;

/// Reads a private key from PEM: PKCS#8, encrypted or not. Whatever else it comes upon it says how to convert.
/// Stateless.
final class PemKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final String CONVERT = "convert it with: openssl pkcs8 -topk8 -nocrypt -in ";

    private PemKey() {}

    /// The first key in a file.
    ///
    /// @throws GeneralSecurityException if there is none that can be read, with what to do
    static PrivateKey in(byte[] file, TlsIdentity identity) throws GeneralSecurityException {
        for (PemBlock block : PemBlock.in(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(new PKCS8EncodedKeySpec(block.octets()));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return key(decrypted(block.octets(), identity));
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                    throw new GeneralSecurityException((block.hasHeaders() ? "the key is encrypted and" : "the key is")
                            + " not PKCS#8; " + CONVERT + identity.key() + " -out key.pem");
                default -> {} // certificates in the same file, or the curve's parameters
            }
        }
        throw new GeneralSecurityException(
                PemBlock.mayBeDer(file)
                        ? "the key is not PEM; if it is DER, " + CONVERT + identity.key()
                                + " -inform der -out key.pem; if it is PKCS#12, it is also the file of the certificate"
                        : "there is no BEGIN PRIVATE KEY");
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] octets, TlsIdentity identity) throws GeneralSecurityException {
        if (identity.password().isEmpty()) {
            throw new GeneralSecurityException("the key is encrypted, and no password is given");
        }
        try {
            return decrypted(new EncryptedPrivateKeyInfo(octets), identity.password());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new GeneralSecurityException(
                    "the JDK cannot decrypt the key; convert it with: openssl pkcs8 -topk8 -v2 aes256 -in "
                            + identity.key() + " -out key.pem",
                    e);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("the password does not open the key", e);
        }
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
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // It is one of another algorithm.
            }
        }
        throw new InvalidKeySpecException("the key is of none of the kinds " + ALGORITHMS);
    }
}
