package wirebench.machine.fingerprint;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The jar that this program was started from: two results from the same jar ran the same code, whatever the commits
/// say.
final class BenchmarkJar {
    private BenchmarkJar() {}

    /// SHA-256 of the first jar on the class path.
    ///
    /// @return in hexadecimal; empty if the program runs from folders of classes, as tests do
    static Optional<String> sha256() {
        String first = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        return first.endsWith(".jar") ? sha256(Path.of(first)) : Optional.empty();
    }

    static Optional<String> sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = sha256Digest();
            long _ = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// SHA-256 of some octets.
    static String sha256(byte[] octets) {
        return HexFormat.of().formatHex(sha256Digest().digest(octets));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
