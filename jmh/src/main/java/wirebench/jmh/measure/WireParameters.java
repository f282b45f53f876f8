package wirebench.jmh.measure;

import org.jspecify.annotations.Nullable;
import wirebench.client.config.ClientConfig;

/// The parameters that all benchmarks over the wire have.
///
/// @param client the name of a client of ours, or of a peer; for the floor, of the client whose model it has
/// @param concurrency exchanges in flight
/// @param scenario what is asked for, see [MeasuredScenario]
/// @param server child or embedded, see [MeasuredServer]
/// @param config what the client is told; its pool may be smaller than `concurrency`
/// @param tls how both ends speak TLS; null if they do not
public record WireParameters(
        String client,
        int concurrency,
        String scenario,
        String server,
        ClientConfig config,
        @Nullable MeasuredTls tls) {
    /// Parameters without TLS.
    public WireParameters(String client, int concurrency, String scenario, String server, ClientConfig config) {
        this(client, concurrency, scenario, server, config, null);
    }

    /// Parameters with the strategies that clients have by default, and a connection for each exchange in flight.
    public WireParameters(String client, int concurrency, String scenario, String server) {
        this(client, concurrency, scenario, server, ClientConfig.DEFAULT.withMaxConnections(concurrency));
    }

    /// The same with another number of exchanges in flight, and no more connections than that.
    WireParameters withConcurrency(int exchanges) {
        int connections = Math.min(config.pool().maxConnections(), exchanges);
        return new WireParameters(client, exchanges, scenario, server, config.withMaxConnections(connections), tls);
    }

    /// The same with a client that is told something else.
    WireParameters with(ClientConfig other) {
        return new WireParameters(client, concurrency, scenario, server, other, tls);
    }

    /// The same by way of TLS.
    public WireParameters secured(MeasuredTls by) {
        return new WireParameters(client, concurrency, scenario, server, config.withTls(by::trusted), by);
    }

    /// Whether some exchanges have to wait for a connection, so that a latency is not the time of service alone.
    boolean waiting() {
        return config.pool().maxConnections() < concurrency;
    }
}
