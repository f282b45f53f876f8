package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;

class ConnectionFaultTest {
    private static LoopbackServer start(ConnectionFault fault) throws IOException {
        return LoopbackServer.start(ServerConfig.DEFAULT.withFault(fault));
    }

    @Test
    void silentServerAcceptsAndNeverAnswers() throws IOException {
        LoopbackServer server = start(ConnectionFault.SILENCE);
        try (RawClient client = RawClient.open(server)) {
            client.send(RawClient.get("/plaintext"));
            client.socket().setSoTimeout(100);
            assertThatThrownBy(client::octet).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.counters().faults()).isOne();
            assertThat(server.counters().openConnections()).isOne();
            server.close();
            client.socket().setSoTimeout(20_000);
            assertThat(client.ended()).isTrue();
            assertThat(server.counters().openConnections()).isZero();
        }
    }

    @Test
    void connectionIsResetOnceAccepted() throws IOException {
        try (LoopbackServer server = start(ConnectionFault.RESET_ON_ACCEPT)) {
            for (int i = 0; i < 3; i++) {
                try (RawClient client = RawClient.open(server)) {
                    assertThatThrownBy(client::octet)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("reset");
                } catch (SocketException e) {
                    assertThat(e).hasMessageContaining("reset"); // before the socket was set up
                }
            }
            assertThat(server.counters().connections()).isEqualTo(3);
            assertThat(server.counters().faults()).isEqualTo(3);
            assertThat(server.counters().openConnections()).isZero();
        }
    }

    private static boolean answers(LoopbackServer server) {
        try (RawClient client = RawClient.open(server)) {
            return client.exchange(RawClient.get("/plaintext")).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void flappingServerComesAndGoesOnItsPort(int loops) throws IOException {
        ServerConfig config = ServerConfig.DEFAULT.withLoops(loops).withFault(ConnectionFault.FLAPPING);
        try (LoopbackServer server = LoopbackServer.start(config.withFaultPeriod(Duration.ofMillis(100)))) {
            for (int i = 0; i < 3; i++) {
                Await.until(() -> answers(server));
                Await.until(() -> !answers(server));
            }
            assertThat(server.counters().exchanges()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void flappingServerTakesItsConnectionsAlong() throws IOException {
        ServerConfig config = ServerConfig.DEFAULT.withFault(ConnectionFault.FLAPPING);
        LoopbackServer server = LoopbackServer.start(config.withFaultPeriod(Duration.ofMillis(500)));
        try (server;
                RawClient client = RawClient.open(server)) {
            assertThat(client.ended()).isTrue();
            Await.until(() -> server.counters().openConnections() == 0);
            assertThat(server.counters().faults()).isOne();
        }
        assertThat(answers(server)).isFalse();
    }

    @Test
    void fullBacklogLeavesConnectionsUnanswered() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (LoopbackServer server = start(ConnectionFault.BACKLOG_FULL)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            Socket socket = new Socket();
                            sockets.add(socket);
                            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 300);
                        }
                    })
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(server.counters().connections()).isZero();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
