package wirebench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wirebench.client.body.RequestBody;

/// Reads `DATA|@FILE|@-`, the way in which a request's body is named.
final class BodyText {
    /// The largest body that is held in memory. Files are streamed and may have any size.
    private static final int MOST_OCTETS = 64 * 1024 * 1024;

    private BodyText() {}

    /// The body that a text names; a file is read while it is sent.
    ///
    /// @throws Misuse if it cannot be read
    static RequestBody stream(@Nullable String text, InputStream in) {
        return parse(text, in, BodyText::file);
    }

    /// The body that a text names, in memory, so that it can be sent many times at no cost.
    ///
    /// @throws Misuse if it cannot be read or is too large
    static RequestBody gather(@Nullable String text, InputStream in) {
        return parse(text, in, BodyText::gathered);
    }

    private interface FileBody {
        RequestBody of(Path file) throws IOException;
    }

    private static RequestBody parse(@Nullable String text, InputStream in, FileBody file) {
        if (text == null) {
            return RequestBody.none();
        }
        try {
            if (text.equals("@-")) {
                return RequestBody.of(readAll("standard input", in));
            }
            return text.startsWith("@")
                    ? file.of(Path.of(text.substring(1)))
                    : RequestBody.of(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new Misuse("there is no file '" + e.getFile() + "' to send");
        } catch (IOException | InvalidPathException e) {
            throw new Misuse("cannot read the body to send: " + e);
        }
    }

    private static RequestBody file(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return gathered(file);
        }
        return RequestBody.file(file);
    }

    private static RequestBody gathered(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new Misuse("'" + file + "' is a directory, not a file to send");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return RequestBody.of(readAll("'" + file + "'", in));
        }
    }

    private static byte[] readAll(String name, InputStream in) throws IOException {
        byte[] octets = in.readNBytes(MOST_OCTETS + 1);
        if (octets.length > MOST_OCTETS) {
            throw new Misuse("more than " + MOST_OCTETS + " octets of body from " + name
                    + " to hold in memory; 'send' takes files of any size");
        }
        return octets;
    }
}
