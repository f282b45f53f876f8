package wirebench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.server.config.ServerConfig;

/// Nothing is allocated per exchange once the server has warmed up: counted on the server's thread, not timed.
@Tag("optimised")
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_ROUNDS = 3_000;
    private static final int EXCHANGES = 10_000;

    private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 20);
    private final List<SocketChannel> clients = new ArrayList<>();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT);
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/plaintext, 1",
        "/plaintext, 20",
        "/json, 20",
        "/bytes/1000, 20",
        "/bytes/100000, 1",
        "/chunked/10x10?trailers=1, 20",
        "/get?some=thing, 20",
        "/status/404, 20",
        "/status/204, 20",
        "/delay/0, 20",
        "/fields/5, 20",
        "/nowhere, 20",
        "/counters, 20",
    })
    void exchangeAllocatesNothing(String target, int pipelined) throws IOException {
        assertNothingAllocated(RawClient.get(target), pipelined, 1, rounds(pipelined));
    }

    @Test
    void echoOfABodyOfKnownLengthAllocatesNothing() throws IOException {
        String request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000);
        assertNothingAllocated(request, 20, 1, rounds(20));
    }

    @Test
    void echoOfChunksAllocatesNothing() throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        String request = head + "5;x=y\r\nhello\r\n5\r\nworld\r\n0\r\nX: y\r\n\r\n";
        assertNothingAllocated(request, 20, 1, rounds(20));
    }

    @Test
    void pendingDelayAllocatesNothing() throws IOException {
        // Few connections, so that no descriptor number is above 127: beyond that the JDK's selector boxes it.
        assertNothingAllocated(RawClient.get("/delay/1"), 1, 30, 700);
    }

    @Test
    void headThatComesInTwoPiecesAllocatesNothing() throws IOException {
        String first = "POST /get HTTP/1.1\r\nHost: a\r\nContent-Len";
        String second = "gth: 5\r\n\r\nhello";
        long length = responseOctets(first + second, 1);
        connect().write(direct(first).rewind());
        assertNothingAllocated(direct(second + first), length, rounds(1), 1);
    }

    /// As many as warm up, and at least so many that there are enough exchanges.
    private static int rounds(int pipelined) {
        return Math.max(WARM_UP_ROUNDS, EXCHANGES / pipelined);
    }

    private void assertNothingAllocated(String request, int pipelined, int connections, int rounds) throws IOException {
        long length = responseOctets(request, pipelined);
        for (int i = 0; i < connections; i++) {
            connect();
        }
        assertNothingAllocated(direct(request.repeat(pipelined)), length, rounds, pipelined);
    }

    private void assertNothingAllocated(ByteBuffer requests, long responseOctets, int rounds, int pipelined)
            throws IOException {
        for (int i = 0; i < Math.min(rounds, WARM_UP_ROUNDS); i++) {
            round(requests, responseOctets);
        }
        long before = allocated();
        for (int i = 0; i < rounds; i++) {
            round(requests, responseOctets);
        }
        long bytes = allocated() - before;
        long turns = (long) rounds * clients.size();
        assertThat(turns * pipelined).isGreaterThanOrEqualTo(EXCHANGES);
        assertThat(bytes).as("bytes for %d exchanges", turns * pipelined).isLessThan(turns);
    }

    /// How many octets answer `count` requests. The Date changes, its length does not.
    private long responseOctets(String request, int count) throws IOException {
        try (RawClient client = RawClient.open(server)) {
            client.send(request.repeat(count));
            for (int i = 0; i < count; i++) {
                client.receive();
            }
            return client.received();
        }
    }

    private void round(ByteBuffer requests, long responseOctets) throws IOException {
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).write(requests.rewind());
        }
        for (int i = 0; i < clients.size(); i++) {
            receive(clients.get(i), responseOctets);
        }
    }

    private void receive(SocketChannel client, long octets) throws IOException {
        long left = octets;
        while (left > 0) {
            left -= client.read(received.clear().limit((int) Math.min(left, received.capacity())));
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel client =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        clients.add(client);
        return client;
    }

    private static ByteBuffer direct(String octets) {
        byte[] bytes = octets.getBytes(ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    private long allocated() {
        return THREADS.getThreadAllocatedBytes(server.threads().getFirst().threadId());
    }
}
