package wirebench.client.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.BodySource;

/// The octets of a file, opened when they are asked for.
final class FileSource implements BodySource {
    private final Path file;
    private @Nullable FileChannel channel;

    FileSource(Path file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer out) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file);
        }
        return channel.read(out);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
