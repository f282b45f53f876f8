package wirebench.reports.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The SHA-256 of each file in a folder, in the notation of `sha256sum`, so that a file which was changed, added or
/// taken away later is told. They prove nothing against somebody who writes them anew.
public final class Checksums {
    private static final String NAME = "checksums.txt";
    private static final String LINE = "[0-9a-f]{64}  .+";
    private static final int DIGITS = 64;
    private static final int NAME_AT = DIGITS + 2;

    private Checksums() {}

    /// Writes those of all files that are there now.
    public static void write(Path folder) throws IOException {
        var text = new StringBuilder();
        of(folder)
                .forEach((name, digest) ->
                        text.append(digest).append("  ").append(name).append('\n'));
        Files.writeString(folder.resolve(NAME), text);
    }

    /// What is not as it was when they were written, as a clause; empty if all is.
    static Optional<String> change(Path folder) throws ReportException {
        var written = folder.resolve(NAME);
        if (!Files.exists(written)) {
            return Optional.of("it has no " + NAME);
        }
        Map<String, String> then;
        Map<String, String> now;
        try {
            then = read(written);
            now = of(folder);
        } catch (IOException e) {
            throw new ReportException(folder, "cannot be read (" + e.getMessage() + ")", "make it readable", e);
        }
        var names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !then.getOrDefault(name, "").equals(now.get(name)))
                .findFirst()
                .map(name -> name + difference(then.containsKey(name), now.containsKey(name)));
    }

    private static String difference(boolean then, boolean now) {
        return then && now ? " was changed after it was written" : now ? " was added later" : " was taken away";
    }

    private static Map<String, String> read(Path written) throws IOException {
        var sums = new TreeMap<String, String>();
        for (String line : Files.readAllLines(written)) {
            if (line.matches(LINE)) {
                sums.put(line.substring(NAME_AT), line.substring(0, DIGITS));
            }
        }
        return sums;
    }

    private static SortedMap<String, String> of(Path folder) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString();
                if (!name.equals(NAME)) {
                    sums.put(name, sha256(file));
                }
            }
        }
        return sums;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            long _ = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
