package wirebench.cli.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The JDK's own HTTP server, in this process.
final class JdkServer implements RunningServer {
    private static final int BACKLOG = 256;
    private static final long CHUNKED = 0;
    private static final long NO_BODY = -1;

    private final Site site;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private JdkServer(Site site, HttpServer server) {
        this.site = site;
        this.server = server;
    }

    static JdkServer start(Site site) throws IOException {
        // Head and body go out in two writes, and without this the second waits for the acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        JdkServer started = new JdkServer(site, HttpServer.create(loopback, BACKLOG));
        started.open();
        return started;
    }

    private void open() {
        page("/", exchange -> exchange.sendResponseHeaders(404, NO_BODY));
        page("/small", this::small);
        page("/large", exchange -> whole(exchange, Site.large()));
        page("/large-chunked", exchange -> inChunks(exchange, Site.large(), 100_000));
        page("/chunked/", this::chunked);
        page("/nothing", exchange -> exchange.sendResponseHeaders(204, NO_BODY));
        page("/fields", this::fields);
        page("/seen", this::seen);
        page("/closing", this::closing);
        page("/echo", exchange -> whole(exchange, exchange.getRequestBody().readAllBytes()));
        page("/digest", this::digest);
        page("/refusing", exchange -> exchange.sendResponseHeaders(413, NO_BODY));
        server.setExecutor(threads);
        server.start();
    }

    private void page(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String port = String.valueOf(exchange.getRemoteAddress().getPort());
                exchange.getResponseHeaders().set("X-Client-Port", port);
                handler.handle(exchange);
            }
        });
    }

    private void small(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"v1\"");
        List<String> condition = exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
        if (condition.contains("\"v1\"")) {
            exchange.sendResponseHeaders(304, NO_BODY);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(Site.SMALL.length()));
            exchange.sendResponseHeaders(200, NO_BODY);
        } else {
            whole(exchange, Site.small());
        }
    }

    private void chunked(HttpExchange exchange) throws IOException {
        String file = exchange.getRequestURI().getPath().substring(1);
        inChunks(exchange, site.read(file), Integer.parseInt(file.split("x", -1)[1]));
    }

    private void fields(HttpExchange exchange) throws IOException {
        for (int i = 0; i < Site.FIELD_COUNT; i++) {
            exchange.getResponseHeaders().set("X-Field-" + i, "value " + i);
        }
        whole(exchange, Site.small());
    }

    private void seen(HttpExchange exchange) throws IOException {
        String value = exchange.getRequestHeaders().getFirst("X-Field-" + (Site.FIELD_COUNT - 1));
        whole(exchange, value.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void closing(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        whole(exchange, Site.small());
    }

    private void digest(HttpExchange exchange) throws IOException {
        String hash = Site.hash(exchange.getRequestBody().readAllBytes());
        whole(exchange, hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static void whole(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? NO_BODY : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void inChunks(HttpExchange exchange, byte[] body, int size) throws IOException {
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? NO_BODY : CHUNKED);
        OutputStream out = exchange.getResponseBody();
        for (int at = 0; at < body.length; at += size) {
            out.write(Arrays.copyOfRange(body, at, Math.min(body.length, at + size)));
            out.flush();
        }
    }

    @Override
    public int port(Door door) {
        return switch (door) {
            case PATIENT -> server.getAddress().getPort();
            case BRIEF, FEW ->
                throw new IllegalArgumentException("idle connections are looked at every 10 s, for the whole JVM");
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
