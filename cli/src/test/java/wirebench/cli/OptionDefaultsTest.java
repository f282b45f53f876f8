package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wirebench.client.config.Backoff;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Jitter;
import wirebench.client.config.PoolConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.client.config.ReconnectConfig;
import wirebench.client.config.Timeouts;
import wirebench.client.config.TlsConfig;
import wirebench.client.config.TlsVersion;
import wirebench.client.config.WaitStrategy;
import wirebench.protocol.Limits;

/// Whoever sets no option gets what the library gives by default, and `--help` tells it.
final class OptionDefaultsTest {
    @Command
    private static final class Verb {
        @Mixin
        private LimitOptions limits = new LimitOptions();

        @Mixin
        private ClientOptions client = new ClientOptions();

        @Mixin
        private StrategyOptions strategies = new StrategyOptions();

        @Mixin
        private PoolOptions pool = new PoolOptions();

        @Mixin
        private TlsOptions tls = new TlsOptions();
    }

    private final Verb verb = new Verb();

    @Test
    void limitsAreThoseOfTheProtocol() {
        parse();
        assertThat(verb.limits.limits(Limits.DEFAULT.bodyOctets())).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void eachLimitHasAnOption() {
        parse(
                "--max-status-line=1",
                "--max-head=2",
                "--max-fields=3",
                "--max-chunk-extensions=4",
                "--max-trailers=5",
                "--max-trailer-fields=6",
                "--max-body=7",
                "--max-interim=8");
        assertThat(verb.limits.limits(1000)).isEqualTo(new Limits(1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void timeoutsAreThoseOfTheClient() {
        parse();
        assertThat(verb.client.timeouts()).isEqualTo(Timeouts.DEFAULT);
    }

    @Test
    void tlsIsThatOfTheClient() {
        parse();
        assertThat(verb.tls.tls()).isEqualTo(TlsConfig.DEFAULT);
        parse("--tls=1.3", "--no-resumption");
        assertThat(verb.tls.tls())
                .isEqualTo(TlsConfig.DEFAULT
                        .withVersions(EnumSet.of(TlsVersion.TLS_1_3))
                        .withResumption(false));
    }

    @Test
    void strategiesAreThoseOfTheClient() {
        parse();
        assertThat(verb.strategies.buffers()).isEqualTo(ClientConfig.DEFAULT.buffers());
        assertThat(verb.strategies.waiting()).isEqualTo(ClientConfig.DEFAULT.waiting());
    }

    @Test
    void eachStrategyHasAnOption() {
        parse("--buffers=heap-per-exchange", "--buffer-size=1k", "--gather", "--wait=spin", "--spin=20us");
        assertThat(verb.strategies.buffers()).isEqualTo(new BufferConfig(BufferStrategy.HEAP_PER_EXCHANGE, 1024, true));
        assertThat(verb.strategies.waiting()).isEqualTo(new WaitStrategy(Duration.ofNanos(20_000)));
    }

    @Test
    void spinningTakesAsLongAsTheClientsOwnUnlessToldOtherwise() {
        parse("--wait=spin");
        assertThat(verb.strategies.waiting()).isEqualTo(WaitStrategy.SPIN);
        String help = new CommandLine(verb).getUsageMessage();
        assertThat(help).contains("default: " + WaitStrategy.SPIN.spin().toNanos() / 1000 + "us");
    }

    @Test
    void poolIsThatOfTheClient() {
        parse();
        assertThat(verb.pool.pool(PoolConfig.DEFAULT.maxConnections())).isEqualTo(PoolConfig.DEFAULT);
        assertThat(new CommandLine(verb).getUsageMessage())
                .containsPattern("default:\\s+" + PoolConfig.DEFAULT.maxConnections() + ";");
    }

    @Test
    void reconnectingIsThatOfTheClientUnlessToldOtherwise() {
        parse();
        assertThat(verb.pool.reconnect()).isEqualTo(ReconnectConfig.DEFAULT);
        parse("--reconnect=20ms..2s", "--reconnect-attempts=3");
        assertThat(verb.pool.reconnect())
                .isEqualTo(new ReconnectConfig(
                        new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2), Jitter.EQUAL), 3));
    }

    @Test
    void poolHasAnOptionForEachOfItsLimits() {
        parse(
                "--pool=fifo",
                "--unfair",
                "--max-connections=3",
                "--max-waiting=4",
                "--min-idle=2",
                "--idle-timeout=5s",
                "--max-lifetime=6s",
                "--max-uses=7",
                "--leak-after=8s");
        assertThat(verb.pool.pool(1000))
                .isEqualTo(new PoolConfig(
                        PoolStrategy.FIFO,
                        false,
                        3,
                        4,
                        2,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        PoolConfig.DEFAULT.lifetimeVariance(),
                        7,
                        PoolConfig.DEFAULT.probeAfter(),
                        Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @CsvSource({"256,256", "16384,16384", "16k,16384", "1m,1048576"})
    void sizesAreOctetsOrMultiplesOf1024(String text, int octets) {
        parse("--buffer-size=" + text);
        assertThat(verb.strategies.buffers().octets()).isEqualTo(octets);
    }

    @Test
    void everyStrategyIsOfferedByName() {
        assertThat(new StrategyOptions.BufferNames())
                .hasSize(BufferStrategy.values().length)
                .allSatisfy(name -> assertThat(
                                new StrategyOptions.NamedBuffers().convert(name).label())
                        .isEqualTo(name));
        assertThat(new PoolOptions.Names())
                .hasSize(PoolStrategy.values().length)
                .allSatisfy(
                        name -> assertThat(new PoolOptions.Named().convert(name).label())
                                .isEqualTo(name));
        assertThat(new StrategyOptions.WaitNames())
                .allSatisfy(name -> assertThat(
                                new StrategyOptions.NamedWait().convert(name).label())
                        .isEqualTo(name));
    }

    private void parse(String... args) {
        new CommandLine(verb)
                .registerConverter(Duration.class, new DurationText())
                .parseArgs(args);
    }
}
