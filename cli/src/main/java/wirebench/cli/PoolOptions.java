package wirebench.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.client.config.Backoff;
import wirebench.client.config.PoolConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.client.config.ReconnectConfig;

/// How a client keeps its connections. The defaults are those of [PoolConfig#DEFAULT].
final class PoolOptions {
    private static final int MOST_CONNECTIONS = 65_535;

    @Option(
            names = "--pool",
            paramLabel = "POOL",
            completionCandidates = Names.class,
            converter = Named.class,
            defaultValue = "lifo",
            description = "Which connection an exchange gets: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PoolStrategy strategy = PoolConfig.DEFAULT.strategy();

    @Option(
            names = "--unfair",
            description = "Let an exchange that comes while a connection is free overtake those that wait.")
    private boolean unfair;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Most connections to an origin (default: 64; with load the value of -c).")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            defaultValue = "65536",
            description = "Most exchanges that may wait for a connection (default: ${DEFAULT-VALUE}).")
    private int maxWaiting;

    @Option(
            names = "--min-idle",
            paramLabel = "N",
            defaultValue = "0",
            description = "Connections to keep open without using them (default: ${DEFAULT-VALUE}).")
    private int minIdle;

    @Option(
            names = "--reconnect",
            paramLabel = "BASE[..CAP]",
            converter = ResilienceOptions.Pauses.class,
            defaultValue = "100ms..10s",
            description = "With --min-idle: pause before a server that has gone away is looked for again, doubled each"
                    + " time up to the cap (default: ${DEFAULT-VALUE}).")
    private Backoff reconnect = ReconnectConfig.DEFAULT.backoff();

    @Option(
            names = "--reconnect-attempts",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --min-idle: look for it so often in a row (default: ${DEFAULT-VALUE}, for ever).")
    private int reconnectAttempts;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long a connection may be idle and be used again (default: ${DEFAULT-VALUE}).")
    private Duration idleTimeout = Duration.ZERO;

    @Option(
            names = "--max-lifetime",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "How long a connection may serve (default: ${DEFAULT-VALUE}, no limit).")
    private Duration maxLifetime = Duration.ZERO;

    @Option(
            names = "--max-uses",
            paramLabel = "N",
            defaultValue = "0",
            description = "Exchanges that a connection may serve (default: ${DEFAULT-VALUE}, no limit).")
    private long maxUses;

    @Option(
            names = "--leak-after",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Report leases that last longer (default: ${DEFAULT-VALUE}, none).")
    private Duration leakAfter = Duration.ZERO;

    /// What the options say.
    ///
    /// @param defaultConnections the bound on connections if there is none among them
    /// @throws IllegalArgumentException if a value is out of range, or they do not go together
    PoolConfig pool(int defaultConnections) {
        if (maxConnections != null && maxConnections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("--max-connections must be at most " + MOST_CONNECTIONS
                    + ", for so many ports has an address, not " + maxConnections);
        }
        return new PoolConfig(
                strategy,
                !unfair,
                maxConnections == null ? defaultConnections : maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                PoolConfig.DEFAULT.lifetimeVariance(),
                maxUses,
                PoolConfig.DEFAULT.probeAfter(),
                leakAfter);
    }

    /// What the options say of servers that have gone away.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    ReconnectConfig reconnect() {
        return new ReconnectConfig(
                reconnect.withJitter(ReconnectConfig.DEFAULT.backoff().jitter()), reconnectAttempts);
    }

    /// The names of the pooling strategies.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PoolStrategy.values()).map(PoolStrategy::label).iterator();
        }
    }

    /// Finds a pooling strategy by name.
    static final class Named implements ITypeConverter<PoolStrategy> {
        @Override
        public PoolStrategy convert(String name) {
            try {
                return PoolStrategy.named(TerminalText.of(name));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }
}
