package wirebench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wirebench.client.RequestBody;
import wirebench.protocol.BodySource;

/// Reads `DATA|@FILE|@-`, the way in which a request's body is named.
final class BodyText {
    /// The largest body that is held in memory. Files are streamed and may have any size.
    private static final int MOST_OCTETS = 64 * 1024 * 1024;

    private BodyText() {}

    /// The body that a text names.
    ///
    /// @throws IllegalArgumentException if it cannot be read, with what is wrong
    static RequestBody parse(@Nullable String text, InputStream in) {
        if (text == null) {
            return RequestBody.none();
        }
        try {
            if (text.equals("@-")) {
                return RequestBody.of(readAll("standard input", in));
            }
            return text.startsWith("@")
                    ? file(text.substring(1))
                    : RequestBody.of(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file '" + e.getFile() + "' to send", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the body to send: " + e, e);
        }
    }

    private static RequestBody file(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("'" + name + "' is a directory, not a file to send");
        }
        if (Files.isRegularFile(file)) {
            long length = Files.size(file);
            FileChannel.open(file).close(); // so that a file that may not be read is noticed before anything is sent
            return RequestBody.of(length, () -> new FileSource(file, length));
        }
        try (InputStream pipe = Files.newInputStream(file)) {
            return RequestBody.of(readAll("'" + name + "'", pipe));
        }
    }

    private static byte[] readAll(String name, InputStream in) throws IOException {
        byte[] octets = in.readNBytes(MOST_OCTETS + 1);
        if (octets.length > MOST_OCTETS) {
            throw new IllegalArgumentException("more than " + MOST_OCTETS + " octets from " + name
                    + "; write them into a file and send that with @FILE");
        }
        return octets;
    }

    /// A file's octets, read while they are sent. The file is closed when all have been read.
    private static final class FileSource implements BodySource {
        private final FileChannel channel;
        private long remaining;

        FileSource(Path file, long length) {
            try {
                channel = FileChannel.open(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            remaining = length;
        }

        @Override
        public int read(ByteBuffer out) throws IOException {
            int octets = channel.read(out);
            remaining -= octets;
            if (octets < 0 || remaining <= 0) {
                channel.close();
            }
            return octets;
        }
    }
}
