package wirebench.cli;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import wirebench.client.HttpClient;
import wirebench.load.LoadDriver;

/// Serves what a load tells of itself on 127.0.0.1, in Prometheus' text format. Thread-safe.
///
/// Nothing is counted for it: a scrape reads what load and client record anyway.
final class MetricsEndpoint implements Closeable {
    private final HTTPServer server;

    private MetricsEndpoint(HTTPServer server) {
        this.server = server;
    }

    /// Begins to serve.
    ///
    /// @param port 0 for any that is free
    /// @throws Misuse if the port cannot be had
    static MetricsEndpoint open(int port, HttpClient client, LoadDriver load) {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new LoadMetrics(client, load));
        try {
            return new MetricsEndpoint(HTTPServer.builder()
                    .inetAddress(InetAddress.ofLiteral("127.0.0.1"))
                    .port(port)
                    .registry(registry)
                    .buildAndStart());
        } catch (IOException | IllegalArgumentException e) {
            throw new Misuse("--metrics-port " + port + ": " + e.getMessage());
        }
    }

    /// Where the metrics are.
    String url() {
        return "http://127.0.0.1:" + server.getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.close();
    }
}
