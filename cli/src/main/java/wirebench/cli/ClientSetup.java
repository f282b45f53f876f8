package wirebench.cli;

import java.util.function.IntUnaryOperator;
import picocli.CommandLine.Mixin;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceConfig;

/// All options of a client, and the client that they ask for.
final class ClientSetup {
    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Mixin
    private TlsOptions tlsOptions = new TlsOptions();

    @Mixin
    private StrategyOptions strategyOptions = new StrategyOptions();

    @Mixin
    private PoolOptions poolOptions = new PoolOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Mixin
    private ResilienceOptions resilienceOptions = new ResilienceOptions();

    /// The name of the implementation.
    String client() {
        return clientOptions.client().name();
    }

    /// The configuration, checked.
    ///
    /// @param connections bound on connections to an origin if no option names one, from that of the library
    /// @param bodyOctets bound on bodies if no option names one
    ClientConfig config(IntUnaryOperator connections, long bodyOctets) {
        try {
            return ClientConfig.DEFAULT
                    .withPool(kept -> poolOptions.pool(connections.applyAsInt(kept.maxConnections())))
                    .withReconnect(poolOptions.reconnect())
                    .withBuffers(_ -> strategyOptions.buffers())
                    .withWaiting(strategyOptions.waiting())
                    .withTimeouts(clientOptions.timeouts())
                    .withTls(_ -> tlsOptions.tls())
                    .withLimits(limitOptions.limits(bodyOctets));
        } catch (IllegalArgumentException e) {
            throw new Misuse(e);
        }
    }

    /// Whether and how to try again, checked.
    ResilienceConfig resilience() {
        return resilienceOptions.config();
    }

    /// The client alone, to which resilience is nothing.
    HttpClient open(ClientConfig config) {
        return clientOptions.open(config);
    }

    /// The client behind retries and breaker, where any are wanted.
    HttpClient open(ClientConfig config, ResilienceConfig resilience) {
        return ResilienceOptions.inFrontOf(open(config), resilience);
    }
}
