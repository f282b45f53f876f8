package wirebench.jmh.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.protocol.Fields;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;

/// A server with which an exchange never gets beyond one phase. To be used by one thread.
final class StuckPhase implements AutoCloseable {
    private static final int MORE_THAN_SOCKETS_HOLD = 32 << 20;
    private static final int MOST_BACKLOG = 64;

    private final Phase phase;
    private final Timeouts timeouts;
    private final LoopbackServer server;
    private final HttpRequest request;
    private final List<SocketChannel> waiting = new ArrayList<>(); // to be accepted, which they never are

    private StuckPhase(Phase phase, Timeouts timeouts) throws IOException {
        this.phase = phase;
        this.timeouts = timeouts;
        server = LoopbackServer.start(ServerConfig.DEFAULT.withFault(fault(phase)));
        request = request(phase, server);
    }

    /// Starts the server.
    ///
    /// @param timeout of the phase; the others have the default
    static StuckPhase of(Phase phase, Duration timeout) throws IOException {
        Timeouts some = Timeouts.DEFAULT;
        Timeouts timeouts = switch (phase) {
            case ACQUIRE -> some.withAcquire(timeout);
            case CONNECT -> some.withConnect(timeout);
            case HANDSHAKE -> some.withHandshake(timeout);
            case WRITE -> some.withWrite(timeout);
            case HEAD -> some.withHead(timeout);
            case READ -> some.withRead(timeout);
            case TOTAL -> some.withTotal(timeout);
        };
        return new StuckPhase(phase, timeouts);
    }

    /// What a client must be told.
    ClientConfig config() {
        ClientConfig config = ClientConfig.DEFAULT.withTimeouts(timeouts);
        return phase == Phase.ACQUIRE ? config.withMaxConnections(1) : config;
    }

    /// Sees to it that the client gets as far as the phase, and no further.
    void prepare(HttpClient client) throws IOException {
        switch (phase) {
            case ACQUIRE -> takeTheOnlyConnection(client);
            case CONNECT -> fillBacklog();
            case HANDSHAKE, WRITE, HEAD, READ, TOTAL -> {}
        }
    }

    /// An exchange that ends by the timeout.
    void exchange(HttpClient client) throws ExchangeException {
        client.send(request);
    }

    private void takeTheOnlyConnection(HttpClient client) {
        Thread holder = Thread.startVirtualThread(() -> hold(client));
        while (client.pool().leased() == 0 && holder.isAlive()) {
            LockSupport.parkNanos(100_000);
        }
    }

    private void hold(HttpClient client) {
        try {
            client.send(request);
        } catch (ExchangeException e) {
            // That is how it ends: the client is closed.
        }
    }

    private void fillBacklog() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        boolean full = false;
        while (!full && waiting.size() < MOST_BACKLOG) {
            SocketChannel channel = SocketChannel.open();
            waiting.add(channel);
            channel.configureBlocking(false);
            full = !channel.connect(address) && !connectsSoon(channel);
        }
    }

    private static boolean connectsSoon(SocketChannel channel) throws IOException {
        for (int i = 0; i < 20; i++) {
            if (channel.finishConnect()) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    private static ConnectionFault fault(Phase phase) {
        return switch (phase) {
            case CONNECT -> ConnectionFault.BACKLOG_FULL;
            case HANDSHAKE, WRITE -> ConnectionFault.SILENCE;
            case ACQUIRE, HEAD, READ, TOTAL -> ConnectionFault.NONE;
        };
    }

    private static HttpRequest request(Phase phase, LoopbackServer server) {
        return switch (phase) {
            case HANDSHAKE -> HttpRequest.get(server.url().replace("http:", "https:") + "/");
            case WRITE ->
                HttpRequest.of(
                        "PUT",
                        Url.parse(server.url() + "/"),
                        Fields.NONE,
                        RequestBody.of(new byte[MORE_THAN_SOCKETS_HOLD]));
            case HEAD -> HttpRequest.get(server.url() + "/fault/stall-in-head");
            case READ -> HttpRequest.get(server.url() + "/fault/stall-in-body");
            case ACQUIRE, CONNECT, TOTAL -> HttpRequest.get(server.url() + "/fault/stall");
        };
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        server.close();
    }
}
