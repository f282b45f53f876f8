package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
