package wirebench.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/// Which keys a certificate is made with, and how such a key signs.
public enum KeyType {
    /// RSA with a modulus of 2048 bits, signing with PKCS #1 v1.5 and SHA-256.
    RSA_2048,
    /// The curve P-256 (secp256r1), signing with ECDSA and SHA-256.
    P_256;

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm());
            generator.initialize(parameters());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no keys of type " + this, e);
        }
    }

    private AlgorithmParameterSpec parameters() {
        return switch (this) {
            case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
            case P_256 -> new ECGenParameterSpec("secp256r1");
        };
    }

    /// The JCA's name of the keys.
    String algorithm() {
        return switch (this) {
            case RSA_2048 -> "RSA";
            case P_256 -> "EC";
        };
    }

    /// The JCA's name of the signature.
    String signature() {
        return switch (this) {
            case RSA_2048 -> "SHA256withRSA";
            case P_256 -> "SHA256withECDSA";
        };
    }

    /// The AlgorithmIdentifier of the signature: sha256WithRSAEncryption (RFC 4055 §5), whose parameters are NULL,
    /// or ecdsa-with-SHA256 (RFC 5758 §3.2), which has none.
    byte[] signatureIdentifier() {
        return switch (this) {
            case RSA_2048 -> Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), Der.nothing());
            case P_256 -> Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
        };
    }
}
