package wirebench.cli.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// What every server serves: the files of one folder.
///
/// Beside the files there are pages that a server makes up: `/nothing` (204), `/fields` (100 fields), `/seen` (the
/// request's last field), `/closing` (Connection: close), `/large-chunked`, `/until-close`, `/trailers`, `/hints`
/// (interim responses), `/echo`, `/digest` (SHA-256 of the request's body) and `/refusing` (413 for any body).
record Site(Path folder) {
    static final String SMALL = "Hello, World!";
    static final int LARGE_OCTETS = 20_000_000;
    static final int UNTIL_CLOSE_OCTETS = 300_000;
    static final int FIELD_COUNT = 100;
    static final List<Chunks> CHUNKS = List.of(
            new Chunks(0, 1),
            new Chunks(1, 1),
            new Chunks(3, 5),
            new Chunks(1000, 1),
            new Chunks(300, 77),
            new Chunks(40, 4096),
            new Chunks(7, 16_384),
            new Chunks(3, 65_536),
            new Chunks(20, 100_000));

    private static final byte[] LARGE = octets();
    private static final String LARGE_HASH = hash(LARGE);

    /// A body of chunks of one size.
    record Chunks(int count, int size) {
        String file() {
            return "chunked/" + count + "x" + size;
        }

        byte[] body() {
            return Site.body(count * size);
        }
    }

    /// Writes the files.
    static Site create(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("chunked"));
        Files.writeString(folder.resolve("small"), SMALL);
        Files.write(folder.resolve("large"), LARGE);
        Files.write(folder.resolve("until-close"), body(UNTIL_CLOSE_OCTETS));
        for (Chunks chunks : CHUNKS) {
            Files.write(folder.resolve(chunks.file()), chunks.body());
        }
        return new Site(folder);
    }

    /// The first octets of the large file.
    static byte[] body(int octets) {
        return Arrays.copyOf(LARGE, octets);
    }

    static byte[] large() {
        return LARGE;
    }

    static String largeHash() {
        return LARGE_HASH;
    }

    static byte[] small() {
        return SMALL.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] read(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hash(byte[] octets) {
        return HexFormat.of().formatHex(sha256().digest(octets));
    }

    /// Pseudo-random, so that no octet out of place goes unnoticed.
    private static byte[] octets() {
        byte[] octets = new byte[LARGE_OCTETS];
        new Random(LARGE_OCTETS).nextBytes(octets);
        return octets;
    }
}
