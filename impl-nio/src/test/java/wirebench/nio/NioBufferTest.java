package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.SocketCalls;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

class NioBufferTest {
    private static final int EXCHANGES = 20;
    private static final int MEBI = 1024 * 1024;

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"STREAM", "UNBUFFERED"})
    void smallExchangeOnAKeptConnectionIsOneWriteAndOneRead(BufferStrategy strategy) throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(unprobed(strategy))) {
            assertThat(callsPerExchange(client, HttpRequest.get(server.url("/"))))
                    .isEqualTo(new SocketCalls(1, 1));
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @Test
    void connectionThatWasIdleIsProbedByOneReadMore() throws Exception {
        ClientConfig config = ClientConfig.DEFAULT.withPool(pool -> pool.withProbeAfter(Duration.ZERO));
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(config)) {
            assertThat(callsPerExchange(client, HttpRequest.get(server.url("/"))))
                    .isEqualTo(new SocketCalls(2, 1));
        }
    }

    @Test
    void withoutBuffersEachTokenIsWrittenAndEachOctetOfAHeadReadAlone() throws Exception {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        String response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                        heads.add(head);
                        peer.send(response + "ok");
                    }
                });
                HttpClient client = open(unprobed(BufferStrategy.UNBUFFERED))) {
            SocketCalls calls = callsPerExchange(client, HttpRequest.get(server.url("/path")));
            int fieldLines = (int) heads.element().lines().count() - 2; // but for request line and empty line
            int tokens = "method SP target SP version CRLF".split(" ").length
                    + fieldLines * "name colon value CRLF".split(" ").length
                    + 1;
            int body = 1;
            int probe = 1; // since a read that asks for no more than it gets does not tell that there is no more
            assertThat(calls).isEqualTo(new SocketCalls(response.length() + body + probe, tokens));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "STREAM")
    void bodiesOfAnySizeAndFramingGoBothWays(BufferStrategy strategy) throws Exception {
        String sent = "0123456789".repeat(30_000);
        try (ScriptedServer server = ScriptedServer.of(NioBufferTest::echoInChunks);
                HttpClient client = open(config(strategy).withBufferOctets(1024))) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(post(server, sent)).text()).isEqualTo(sent);
            }
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"STREAM", "UNBUFFERED"})
    void bodyInMemoryIsWrittenTogetherWithItsHead(BufferStrategy strategy) throws Exception {
        ClientConfig config = unprobed(strategy).withBuffers(buffers -> buffers.withGathering(true));
        String small = "0123456789".repeat(1_000);
        String large = small.repeat(300);
        try (ScriptedServer server = ScriptedServer.of(NioBufferTest::echoInChunks);
                HttpClient client = open(config.withBufferOctets(256))) {
            client.send(post(server, small));
            SocketCalls before = client.calls();
            client.send(post(server, small));
            assertThat(client.calls().since(before).writes()).isEqualTo(1);
            assertThat(client.send(post(server, large)).text()).isEqualTo(large);
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @Test
    void leasedBuffersAreHeldNeitherWhileIdleNorWhileTheResponseIsAwaited() throws Exception {
        assertThat(mebisWhileWaiting(BufferStrategy.POOLED_DIRECT)).isLessThanOrEqualTo(2);
        assertThat(mebisWhileWaiting(BufferStrategy.THREAD_LOCAL_DIRECT)).isLessThanOrEqualTo(2);
    }

    @Test
    void buffersOfAnExchangeOrAConnectionAreHeldWhileTheResponseIsAwaited() throws Exception {
        assertThat(mebisWhileWaiting(BufferStrategy.DIRECT_PER_EXCHANGE)).isEqualTo(2 * EXCHANGES);
        assertThat(mebisWhileWaiting(BufferStrategy.DIRECT_PER_CONNECTION)).isEqualTo(2 * EXCHANGES);
    }

    @Test
    void streamsAreRefusedSinceNobodyWaitsForThem() {
        ClientConfig config = config(BufferStrategy.STREAM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(config).close())
                .withMessage("buffered streams need a thread that waits, which an event loop must not do; choose one of"
                        + " unbuffered, heap-per-exchange, direct-per-exchange, heap-per-connection,"
                        + " direct-per-connection, pooled-direct, thread-local-direct");
    }

    /// Answers with the body that was sent, one chunk and one write for each piece of it.
    private static void echoInChunks(ScriptedServer.Peer peer) throws IOException {
        for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
            String length = head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
            byte[] body = peer.socket().getInputStream().readNBytes(Integer.parseInt(length));
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int at = 0; at < body.length; at += 70_000) {
                int octets = Math.min(70_000, body.length - at);
                peer.send(Integer.toHexString(octets) + "\r\n");
                peer.socket().getOutputStream().write(body, at, octets);
                peer.send("\r\n");
            }
            peer.send("0\r\n\r\n");
        }
    }

    /// How much direct memory there is while some exchanges await their responses or when their connections
    /// are idle, whichever is more; in sizes of a buffer.
    private static long mebisWhileWaiting(BufferStrategy strategy) throws Exception {
        CountDownLatch allCame = new CountDownLatch(EXCHANGES);
        CountDownLatch measured = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    allCame.countDown();
                    measured.await();
                    peer.answer("ok");
                    peer.awaitEnd();
                });
                HttpClient client = open(config(strategy).withBufferOctets(MEBI))) {
            Eventually.holds("the buffers of earlier clients are freed", () -> {
                System.gc();
                return directMebis() == 0;
            });
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < EXCHANGES; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/"))));
            }
            allCame.await();
            long waiting = directMebis();
            measured.countDown();
            for (Recorder recorder : started) {
                recorder.response();
            }
            return Math.max(waiting, directMebis());
        }
    }

    private static long directMebis() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getTotalCapacity)
                        .sum()
                / MEBI;
    }

    private static SocketCalls callsPerExchange(HttpClient client, HttpRequest request) throws Exception {
        client.send(request);
        SocketCalls before = client.calls();
        for (int i = 0; i < EXCHANGES; i++) {
            client.send(request);
        }
        SocketCalls calls = client.calls().since(before);
        assertThat(calls.reads() % EXCHANGES).isZero();
        assertThat(calls.writes() % EXCHANGES).isZero();
        return new SocketCalls(calls.reads() / EXCHANGES, calls.writes() / EXCHANGES);
    }

    private static HttpRequest post(ScriptedServer server, String body) {
        return HttpRequest.of(
                "POST",
                Url.parse(server.url("/")),
                Fields.NONE,
                RequestBody.of(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// Connections are used again without a look for their end, so that the calls can be told in advance.
    private static ClientConfig unprobed(BufferStrategy strategy) {
        return config(strategy).withPool(pool -> pool.withProbeAfter(Duration.ofMinutes(1)));
    }

    private static ClientConfig config(BufferStrategy strategy) {
        return ClientConfig.DEFAULT.withBuffers(buffers -> buffers.withStrategy(strategy));
    }

    private static HttpClient open(ClientConfig config) {
        return new NioProvider().open(config);
    }
}
