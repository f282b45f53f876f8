package wirebench.client.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;

/// Whether a private key is that of a certificate, which the JDK leaves to the server to find out. Stateless.
final class KeyPairs {
    private KeyPairs() {}

    /// @param chain the own certificate first
    /// @throws GeneralSecurityException if the key is not that of the first certificate
    static void requirePair(PrivateKey key, List<? extends Certificate> chain) throws GeneralSecurityException {
        if (isPair(key, chain.getFirst().getPublicKey())) {
            return;
        }
        boolean later = chain.stream().anyMatch(certificate -> isPair(key, certificate.getPublicKey()));
        throw new GeneralSecurityException(
                later
                        ? "the certificate of the key must be the first, each of the others behind whom it vouches for"
                        : "the key is not that of the certificate; they must come from one request");
    }

    private static boolean isPair(PrivateKey key, PublicKey shown) {
        if (key instanceof RSAKey secret && shown instanceof RSAKey open) {
            return secret.getModulus().equals(open.getModulus());
        }
        try {
            Signature signature = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA");
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // they are of different kinds
        }
    }
}
