package wirebench.certificates;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes X.509 certificates of version 3, field by field (RFC 5280 §4.1):
///
/// ```
/// Certificate    = SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
/// TBSCertificate = SEQUENCE { [0] version, serialNumber, signature, issuer, validity,
///                             subject, subjectPublicKeyInfo, [3] extensions }
/// ```
///
/// The JDK can make certificates, but exports nothing that does, and a library would be on the class path of every fork
/// that measures TLS. Stateless.
final class CertificateWriter {
    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final int SERIAL_BITS = 127; // RFC 5280 §4.1.2.2: positive, 20 octets at most
    private static final int KEY_IDENTIFIER_OCTETS = 20;

    // RFC 5280 §4.2.1.3: the bits of KeyUsage
    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int KEY_ENCIPHERMENT = 0x20;
    private static final int KEY_CERT_SIGN = 0x04;
    private static final int CRL_SIGN = 0x02;

    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateWriter() {}

    /// A certificate that its holder may issue others with; names and purposes of the request are left out.
    static X509Certificate authority(CertificateRequest request, PublicKey key, Issuer issuer) {
        return certificate(request, key, issuer, authorityExtensions(key, issuer));
    }

    /// A certificate for the end of a chain.
    static X509Certificate end(CertificateRequest request, PublicKey key, Issuer issuer) {
        return certificate(request, key, issuer, endExtensions(request, key, issuer));
    }

    /// The name of a subject or issuer: a single common name (2.5.4.3).
    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier("2.5.4.3"), Der.utf8(commonName))));
    }

    private static X509Certificate certificate(
            CertificateRequest request, PublicKey key, Issuer issuer, List<byte[]> extensions) {
        byte[] signed = Der.sequence(
                Der.tagged(0xa0, Der.integer(VERSION_3)),
                Der.integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(0)),
                issuer.keyType().signatureIdentifier(),
                name(issuer.commonName()),
                Der.sequence(Der.time(request.notBefore()), Der.time(request.notAfter())),
                name(request.commonName()),
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
        return parse(Der.sequence(signed, issuer.keyType().signatureIdentifier(), Der.bits(sign(signed, issuer))));
    }

    private static byte[] sign(byte[] octets, Issuer issuer) {
        try {
            Signature signature = Signature.getInstance(issuer.keyType().signature());
            signature.initSign(issuer.keys().getPrivate());
            signature.update(octets);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK does not sign with " + issuer.keyType(), e);
        }
    }

    private static X509Certificate parse(byte[] encoded) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of ours cannot be read", e);
        }
    }

    private static List<byte[]> authorityExtensions(PublicKey key, Issuer issuer) {
        return List.of(
                critical("2.5.29.19", Der.sequence(Der.yes())), // basicConstraints
                critical("2.5.29.15", Der.namedBits(KEY_CERT_SIGN | CRL_SIGN)),
                subjectKeyIdentifier(key),
                authorityKeyIdentifier(issuer));
    }

    private static List<byte[]> endExtensions(CertificateRequest request, PublicKey key, Issuer issuer) {
        // An RSA key may also be sent secrets to, in the key exchange of TLS 1.2 that needs it (RFC 5246 §7.4.2).
        int usage = request.keyType() == KeyType.RSA_2048 ? DIGITAL_SIGNATURE | KEY_ENCIPHERMENT : DIGITAL_SIGNATURE;
        List<byte[]> extensions = new ArrayList<>(List.of(
                critical("2.5.29.19", Der.sequence()), // basicConstraints: no authority
                critical("2.5.29.15", Der.namedBits(usage)),
                subjectKeyIdentifier(key),
                authorityKeyIdentifier(issuer)));
        if (!request.purposes().isEmpty()) {
            extensions.add(extension("2.5.29.37", purposes(request)));
        }
        if (!request.dnsNames().isEmpty() || !request.addresses().isEmpty()) {
            extensions.add(extension("2.5.29.17", alternativeNames(request)));
        }
        return extensions;
    }

    private static byte[] purposes(CertificateRequest request) {
        return Der.sequence(request.purposes().stream()
                .map(purpose -> Der.identifier(purpose.identifier()))
                .toArray(byte[][]::new));
    }

    /// GeneralNames (RFC 5280 §4.2.1.6): `dNSName [2] IA5String`, `iPAddress [7] OCTET STRING`.
    private static byte[] alternativeNames(CertificateRequest request) {
        List<byte[]> names = new ArrayList<>();
        for (String name : request.dnsNames()) {
            names.add(Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
        }
        for (InetAddress address : request.addresses()) {
            names.add(Der.tagged(0x87, address.getAddress()));
        }
        return Der.sequence(names.toArray(byte[][]::new));
    }

    private static byte[] subjectKeyIdentifier(PublicKey key) {
        return extension("2.5.29.14", Der.octets(keyIdentifier(key)));
    }

    private static byte[] authorityKeyIdentifier(Issuer issuer) {
        byte[] identifier = keyIdentifier(issuer.keys().getPublic());
        return extension("2.5.29.35", Der.sequence(Der.tagged(0x80, identifier)));
    }

    /// A hash of the whole SubjectPublicKeyInfo (RFC 7093 §2, method 4), shortened to the usual length.
    private static byte[] keyIdentifier(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Arrays.copyOf(hash, KEY_IDENTIFIER_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] extension(String identifier, byte[] value) {
        return Der.sequence(Der.identifier(identifier), Der.octets(value));
    }

    private static byte[] critical(String identifier, byte[] value) {
        return Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value));
    }
}
