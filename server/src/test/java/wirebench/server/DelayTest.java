package wirebench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wirebench.server.config.ScenarioTest;
import wirebench.server.config.ServerConfig;

class DelayTest {
    private static final int WANTED = 10_000;

    @Test
    void tenThousandPendingDelaysCostNoThread() throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            int count = Math.min(WANTED, affordableConnections());
            connect(clients, count, server.port());
            int threads = Thread.activeCount();
            sendAll(clients, "/delay/3600000");
            Await.until(() -> server.counters().octetsIn() >= count * (long) request("/delay/3600000").length);
            assertThat(server.counters().openConnections()).isEqualTo(count);
            assertThat(server.counters().exchanges()).isZero();
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        } finally {
            closeAll(clients);
        }
    }

    @Test
    void manyDelaysEndAndEachIsAnswered() throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            connect(clients, 1000, server.port());
            for (int millis : new int[] {300, 1, 0, 50}) {
                sendAll(clients, "/delay/" + millis);
                for (SocketChannel client : clients) {
                    assertThat(readToEndOfBody(client))
                            .startsWith("HTTP/1.1 200 OK")
                            .endsWith("Hello, World!");
                }
            }
            assertThat(server.counters().exchanges()).isEqualTo(4000);
        } finally {
            closeAll(clients);
        }
    }

    @Test
    void requestsPipelinedBehindADelayWaitForIt() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient client = RawClient.open(server)) {
            client.send(RawClient.get("/delay/20"));
            client.send(RawClient.get("/json") + RawClient.get("/delay/1") + "POST /echo HTTP/1.1\r\n");
            client.send("Host: a\r\nContent-Length: 20000\r\n\r\n" + ScenarioTest.pattern(20_000));
            assertThat(client.receive().body()).isEqualTo("Hello, World!");
            assertThat(client.receive().body()).contains("message");
            assertThat(client.receive().body()).isEqualTo("Hello, World!");
            assertThat(client.receive().body()).isEqualTo(ScenarioTest.pattern(20_000));
        }
    }

    @Test
    void clientThatLeavesDuringADelayIsForgotten() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            try (RawClient client = RawClient.open(server)) {
                client.send(RawClient.get("/delay/3600000"));
                Await.until(() -> server.counters().octetsIn() > 0);
            }
            Await.until(() -> server.counters().openConnections() == 0);
        }
    }

    /// Both ends are in this process, so each connection costs two descriptors.
    private static int affordableConnections() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
        return (int) Math.min(WANTED, (free - 200) / 2);
    }

    private static void connect(List<SocketChannel> clients, int count, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < count; i++) {
            clients.add(SocketChannel.open(address));
        }
    }

    private static byte[] request(String target) {
        return RawClient.get(target).getBytes(ISO_8859_1);
    }

    private static void sendAll(List<SocketChannel> clients, String target) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(request(target));
        for (SocketChannel client : clients) {
            client.write(request.rewind());
        }
    }

    private static String readToEndOfBody(SocketChannel client) throws IOException {
        ByteBuffer response = ByteBuffer.allocate(1024);
        do {
            client.read(response);
        } while (!new String(response.array(), 0, response.position(), ISO_8859_1).endsWith("World!"));
        return new String(response.array(), 0, response.position(), ISO_8859_1);
    }

    private static void closeAll(List<SocketChannel> clients) throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
