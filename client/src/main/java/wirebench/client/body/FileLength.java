package wirebench.client.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Whether what the system says of a file's length is to be believed. Stateless.
final class FileLength {
    /// The kernel says 0 of what it makes when it is read (`/proc`), or a page whatever there is (`/sys`);
    /// pages have at most so many octets. Files that are no longer are read to see.
    private static final int PAGE_OCTETS = 64 * 1024;

    private FileLength() {}

    static RequestBody bodyOf(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (!attributes.isRegularFile()) {
            return new RequestBody.Stream(-1, false, () -> new FileSource(file));
        }
        try (FileChannel readable = FileChannel.open(file)) {
            long said = readable.size();
            boolean holds = said > PAGE_OCTETS || holds(readable, (int) said);
            return new RequestBody.Stream(holds ? said : -1, true, () -> new FileSource(file));
        }
    }

    /// Whether a file ends after so many octets.
    private static boolean holds(FileChannel readable, int octets) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(octets + 1);
        while (read.hasRemaining() && readable.read(read) >= 0) {
            // The kernel may give less than there is.
        }
        return read.position() == octets;
    }
}
