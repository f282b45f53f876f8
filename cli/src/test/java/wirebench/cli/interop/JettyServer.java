package wirebench.cli.interop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty's server, in this process. Its own resource handler serves the files.
final class JettyServer implements RunningServer {
    /// More than [Door#BRIEF_IDLE_MILLIS], since it is Jetty's timeout for a busy connection as well.
    private static final int BRIEF_IDLE_MILLIS = 250;

    private static final int THREADS = 24;
    private static final int BACKLOG = 256;

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final Map<Door, ServerConnector> connectors = new EnumMap<>(Door.class);

    private JettyServer() {}

    static JettyServer start(Site site) throws Exception {
        JettyServer started = new JettyServer();
        started.connect(Door.PATIENT, 60_000);
        started.connect(Door.BRIEF, BRIEF_IDLE_MILLIS);
        ResourceHandler files = new ResourceHandler();
        files.setBaseResourceAsString(site.folder().toString());
        files.setEtags(true);
        started.server.setHandler(new Handler.Sequence(new JettyPages(site), files));
        started.server.start();
        return started;
    }

    private void connect(Door door, int idleMillis) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(idleMillis);
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);
        connectors.put(door, connector);
    }

    @Override
    public int port(Door door) {
        return Objects.requireNonNull(connectors.get(door)).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }
}
