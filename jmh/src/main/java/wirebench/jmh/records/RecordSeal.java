package wirebench.jmh.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import wirebench.client.wire.BufferSupply;
import wirebench.jmh.InMemoryBenchmark;
import wirebench.jmh.measure.MeasuredTls;

/// **Question.** What does one record each way take and allocate by the JDK's engine alone, and what does our client
/// add?
///
/// An operation is a record sealed by the client and opened by the server, and one of as many octets sealed by the
/// server and opened by the client, all in memory. The server's half is the same code in both arms.
///
/// **Expectation.** The same in both arms, in octets allocated to the octet, and in time but for two copies within the
/// conduit's buffers.
///
/// **Floor.** The arm `engine`.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar RecordSeal -p octets=1024 -prof gc`: what the arm `conduit` allocates
/// beyond `engine` is ours.
public class RecordSeal extends InMemoryBenchmark {
    /// `engine`, or `conduit` for our `TlsConduit` around one.
    @Param({"engine", "conduit"})
    public String arm = "";

    @Param({"tls12", "tls13"})
    public String version = "";

    /// Of the application, in each of the two records; a record of the JDK's holds a few less than 16384.
    @Param({"64", "1024", "10240", "16000"})
    public int octets;

    private ByteBuffer sent = ByteBuffer.allocate(0);
    private ByteBuffer received = ByteBuffer.allocate(0);
    private @Nullable RecordPeer peer;
    private @Nullable RecordArm client;

    /// For JMH.
    public RecordSeal() {}

    /// Makes keys and a session, and proves that both ends get the octets.
    ///
    /// @throws IOException if there is no session, or other octets come
    @Setup
    public void open() throws IOException {
        MeasuredTls tls = MeasuredTls.of(version, "p-256");
        sent = ByteBuffer.allocateDirect(octets);
        received =
                ByteBuffer.allocateDirect(BufferSupply.TLS_RECORD_OCTETS); // less room than for any record is not used
        for (int i = 0; i < octets; i++) {
            sent.put(i, (byte) i);
        }
        RecordPeer server = new RecordPeer(tls.server(), sent.duplicate());
        peer = server;
        client = RecordArm.open(arm, tls.authority(), server);
        int _ = exchange();
        if (!received.flip().equals(sent.rewind()) || !server.last().equals(sent)) {
            throw new IOException("other octets came than were sent");
        }
    }

    /// One record each way.
    ///
    /// @return octets that the client got
    /// @throws IOException if there are more or fewer than the server sent
    @Benchmark
    public int exchange() throws IOException {
        RecordArm arm = Objects.requireNonNull(client);
        arm.send(sent.rewind());
        Objects.requireNonNull(peer).answer();
        arm.receive(received.clear());
        if (received.position() != octets) {
            throw new IOException(received.position() + " octets came, not " + octets);
        }
        return octets;
    }
}
