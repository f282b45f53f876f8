package wirebench.jmh.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.List;

/// Writes many small records to a channel that blocks, in one of three ways.
sealed interface RecordWriter {
    /// Writes all of them.
    void write(ByteBuffer[] records, GatheringByteChannel to) throws IOException;

    /// The names of all ways.
    List<String> NAMES = List.of("unbuffered", "buffered", "gathered");

    /// A way by its name.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    static RecordWriter named(String name) {
        return switch (name) {
            case "unbuffered" -> new Unbuffered();
            case "buffered" -> new Buffered(ByteBuffer.allocateDirect(Buffered.OCTETS));
            case "gathered" -> new Gathered();
            default ->
                throw new IllegalArgumentException(
                        "there is no way '" + name + "'; choose one of " + String.join(", ", NAMES));
        };
    }

    /// A call for each record.
    record Unbuffered() implements RecordWriter {
        @Override
        public void write(ByteBuffer[] records, GatheringByteChannel to) throws IOException {
            for (ByteBuffer record : records) {
                drain(record.rewind(), to);
            }
        }
    }

    /// A call whenever the buffer is full.
    ///
    /// @param buffer empty between calls
    record Buffered(ByteBuffer buffer) implements RecordWriter {
        static final int OCTETS = 4096;

        @Override
        public void write(ByteBuffer[] records, GatheringByteChannel to) throws IOException {
            for (ByteBuffer record : records) {
                if (record.rewind().remaining() > buffer.remaining()) {
                    flush(to);
                }
                buffer.put(record);
            }
            flush(to);
        }

        private void flush(GatheringByteChannel to) throws IOException {
            drain(buffer.flip(), to);
            buffer.clear();
        }
    }

    /// One call for all records, copied by nobody but the kernel.
    record Gathered() implements RecordWriter {
        @Override
        public void write(ByteBuffer[] records, GatheringByteChannel to) throws IOException {
            for (ByteBuffer record : records) {
                record.rewind();
            }
            ByteBuffer last = records[records.length - 1];
            do {
                to.write(records);
            } while (last.hasRemaining());
        }
    }

    private static void drain(ByteBuffer octets, GatheringByteChannel to) throws IOException {
        while (octets.hasRemaining()) {
            to.write(octets);
        }
    }
}
