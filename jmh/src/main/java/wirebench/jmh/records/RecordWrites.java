package wirebench.jmh.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import wirebench.jmh.ForkedBenchmark;

/// **Question.** What does a buffer of 4096 octets save when a thousand records of ten octets are written to a socket?
///
/// **Expectation.** A thousand calls become three, and the time goes with the calls: the octets are the same. Gathering
/// makes one call of them and copies nothing in the program, but hands the kernel a thousand addresses.
///
/// **Floor.** The arm `gathered`: no way has fewer calls.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar RecordWrites -prof wirebench.jmh.records.WriteCalls`, which adds the
/// calls and the octets of each operation, counted at the channel.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RecordWrites extends ForkedBenchmark {
    static final int RECORDS = 1000;
    static final int RECORD_OCTETS = 10;

    private static final AtomicReference<@Nullable RecordWrites> LAST = new AtomicReference<>();

    @Param({"unbuffered", "buffered", "gathered"})
    String way = "";

    private final ByteBuffer[] records = new ByteBuffer[RECORDS];
    private @Nullable RecordWriter writer;
    private @Nullable OctetSink sink;
    private @Nullable CountedChannel channel;
    private long operations;

    /// For JMH.
    public RecordWrites() {}

    /// The counts up to a moment.
    ///
    /// @param operations each of which wrote all records
    /// @param calls of the channel
    /// @param octets that the channel took
    record Count(long operations, long calls, long octets) {}

    /// The one that was opened last in this JVM; it stays, because JMH closes a trial before it asks what its last
    /// iteration counted.
    static @Nullable RecordWrites last() {
        return LAST.get();
    }

    /// What was done so far. Call it between iterations.
    Count count() {
        CountedChannel counted = Objects.requireNonNull(channel);
        return new Count(operations, counted.calls(), counted.octets());
    }

    /// Opens the connection and makes the records, which lie side by side in one buffer.
    ///
    /// @throws IOException if there is no connection
    @Setup
    public void open() throws IOException {
        ByteBuffer all = ByteBuffer.allocateDirect(RECORDS * RECORD_OCTETS);
        for (int i = 0; i < RECORDS; i++) {
            records[i] = all.slice(i * RECORD_OCTETS, RECORD_OCTETS);
        }
        writer = RecordWriter.named(way);
        sink = new OctetSink();
        channel = new CountedChannel(sink.connect());
        LAST.set(this);
    }

    /// Writes all records.
    ///
    /// @throws IOException if the connection broke
    @Benchmark
    public void write() throws IOException {
        Objects.requireNonNull(writer).write(records, Objects.requireNonNull(channel));
        operations++;
    }

    /// Insists that as many octets came as were written.
    ///
    /// @throws IOException if others came, which fails the fork
    /// @throws InterruptedException if JMH gives up
    @TearDown
    public void close() throws IOException, InterruptedException {
        CountedChannel from = Objects.requireNonNull(channel);
        try (OctetSink to = Objects.requireNonNull(sink)) {
            from.close();
            if (to.octets() != from.octets() || from.octets() != operations * RECORDS * RECORD_OCTETS) {
                throw new IOException(
                        operations + " operations wrote " + from.octets() + " octets, and " + to.octets() + " came");
            }
        }
    }
}
