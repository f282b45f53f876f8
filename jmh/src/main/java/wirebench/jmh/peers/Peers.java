package wirebench.jmh.peers;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import wirebench.load.closed.ClosedLoop;

/// All peers by name. A blocking one has two: its own for platform threads, and `NAME-virtual` for virtual ones.
public final class Peers {
    private static final String VIRTUAL = "-virtual";
    private static final String EPOLL = "netty-epoll";
    private static final List<String> BLOCKING =
            List.of("jdk-sync", "urlconnection", "apache-strict", "apache-lax", "okhttp", "jetty-sync", "helidon");
    private static final List<String> ASYNCHRONOUS =
            List.of("jdk-async", "apache-async", "jetty-async", "netty-nio", EPOLL, "vertx", "reactor-netty");

    private Peers() {}

    /// The names of all peers that this machine and this class path can run: epoll needs Linux, and machine code that
    /// Netty ships apart.
    ///
    /// @return values of the parameter `peer`
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : BLOCKING) {
            names.add(name);
            names.add(name + VIRTUAL);
        }
        ASYNCHRONOUS.stream()
                .filter(name -> !name.equals(EPOLL) || Epoll.isAvailable())
                .forEach(names::add);
        return names;
    }

    /// Opens a peer.
    ///
    /// @param name one of [#names]
    /// @param target what it will ask for
    /// @return the peer, with no connection yet
    /// @throws IllegalArgumentException if there is none of that name; the message lists those that there are
    /// @throws IOException if it cannot be opened
    public static Peer open(String name, Target target) throws IOException {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "there is no peer '" + name + "'; choose one of " + String.join(", ", names()));
        }
        return switch (own(name)) {
            case "jdk-sync" -> new JdkSync(target);
            case "jdk-async" -> new JdkAsync(target);
            case "urlconnection" -> new UrlConnection(target);
            case "apache-strict" -> new ApacheClassic(target, PoolConcurrencyPolicy.STRICT);
            case "apache-lax" -> new ApacheClassic(target, PoolConcurrencyPolicy.LAX);
            case "apache-async" -> new ApacheAsync(target);
            case "okhttp" -> new OkHttp(target);
            case "jetty-sync" -> new JettySync(target);
            case "jetty-async" -> new JettyAsync(target);
            case "netty-nio" -> new NettyCodec(target, NioIoHandler.newFactory(), NioSocketChannel.class);
            case EPOLL -> new NettyCodec(target, EpollIoHandler.newFactory(), EpollSocketChannel.class);
            case "vertx" -> new VertxClient(target);
            case "reactor-netty" -> new ReactorNetty(target);
            case "helidon" -> new HelidonClient(target);
            default -> throw new IllegalStateException("nobody opens the peer '" + name + "'");
        };
    }

    /// Makes the threads that call a blocking peer.
    ///
    /// @param name of the peer
    /// @return the factory
    public static ThreadFactory threads(String name) {
        return name.endsWith(VIRTUAL) ? ClosedLoop.virtualThreads() : ClosedLoop.platformThreads();
    }

    private static String own(String name) {
        return name.endsWith(VIRTUAL) ? name.substring(0, name.length() - VIRTUAL.length()) : name;
    }
}
