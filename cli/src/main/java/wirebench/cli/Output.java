package wirebench.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Standard output, on which nothing may be lost in silence. Not thread-safe.
final class Output {
    private final OutputStream out;
    private final byte[] octets = new byte[16 * 1024];

    Output(OutputStream out) {
        this.out = out;
    }

    /// Writes octets and passes them on at once, so that whoever reads sees them as they come.
    ///
    /// @throws Closed if they cannot be written
    void write(ByteBuffer slice) {
        try {
            while (slice.hasRemaining()) {
                int length = Math.min(octets.length, slice.remaining());
                slice.get(octets, 0, length);
                out.write(octets, 0, length);
            }
            out.flush();
        } catch (IOException e) {
            throw new Closed(e);
        }
    }

    /// Writes text in the charset of heads, which loses no octet.
    ///
    /// @throws Closed if it cannot be written
    void writeHead(String text) {
        write(text, StandardCharsets.ISO_8859_1);
    }

    /// Writes a line of UTF-8.
    ///
    /// @throws Closed if it cannot be written
    void println(String line) {
        write(line + '\n', StandardCharsets.UTF_8);
    }

    private void write(String text, Charset charset) {
        write(ByteBuffer.wrap(text.getBytes(charset)));
    }

    /// Standard output takes no more. Unchecked, so that it gets through a client's handler.
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closed(IOException cause) {
            super(TerminalText.of(cause), cause);
        }

        /// What the system says.
        String reason() {
            return String.valueOf(getMessage());
        }

        /// Whether its reader went away, as `head` does when it has read enough; else, say, the disk is full.
        boolean readerLeft() {
            // In most languages the system's message for EPIPE keeps that word.
            return reason().toLowerCase(Locale.ROOT).contains("pipe");
        }
    }
}
