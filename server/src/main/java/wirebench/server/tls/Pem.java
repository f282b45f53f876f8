package wirebench.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys as text (RFC 7468), and the files they stand in.
///
/// A file is written whole beside its name and then renamed, so nobody ever reads half of one. Stateless.
public final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String MAY_BE_READ_BY_ALL = "rw-r--r--";
    private static final String MAY_BE_READ_BY_OWNER = "rw-------";
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    static String certificates(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                text.append(block(CERTIFICATE, certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a certificate cannot be written", e);
            }
        }
        return text.toString();
    }

    /// A key in PKCS #8, not encrypted (RFC 5958).
    static String key(PrivateKey key) {
        return block(PRIVATE_KEY, key.getEncoded());
    }

    private static String block(String label, byte[] octets) {
        return "-----BEGIN " + label + "-----\n" + ENCODER.encodeToString(octets) + "\n-----END " + label + "-----\n";
    }

    /// Reads certificates.
    ///
    /// @param file may hold other blocks too, which are passed over
    /// @return the certificates in their order there, at least one
    /// @throws IOException if there is none, or the file cannot be read; the message is one line that names
    ///     the file
    public static List<X509Certificate> readCertificates(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] octets : blocks(file, CERTIFICATE)) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets)));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
        return certificates;
    }

    /// The key in a file, which must be of an algorithm by the JCA's name.
    static PrivateKey readKey(Path file, String algorithm) throws IOException {
        byte[] octets = blocks(file, PRIVATE_KEY).getFirst();
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no " + algorithm + " key, which the certificate is for", e);
        }
    }

    private static List<byte[]> blocks(Path file, String label) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            if (block.group(1).equals(label)) {
                blocks.add(decode(file, block.group(2)));
            }
        }
        if (blocks.isEmpty()) {
            throw new IOException(file + " has no line -----BEGIN " + label + "----- with a block below it");
        }
        return blocks;
    }

    private static byte[] decode(Path file, String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not base64 between its lines BEGIN and END", e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// Writes certificates for all to read.
    ///
    /// @param file is replaced
    /// @param certificates in order
    /// @throws IOException if the file cannot be written
    public static void writeCertificates(Path file, List<X509Certificate> certificates) throws IOException {
        writePublic(file, certificates(certificates));
    }

    private static void writePublic(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.US_ASCII), MAY_BE_READ_BY_ALL);
    }

    static void writeSecret(Path file, byte[] octets) throws IOException {
        write(file, octets, MAY_BE_READ_BY_OWNER);
    }

    private static void write(Path file, byte[] octets, String permissions) throws IOException {
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".wirebench", ".new");
        try {
            Files.write(whole, octets);
            if (Files.getFileStore(whole).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString(permissions));
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
