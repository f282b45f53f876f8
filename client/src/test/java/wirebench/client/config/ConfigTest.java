package wirebench.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import wirebench.client.ClientProvider;
import wirebench.client.Deadline;
import wirebench.protocol.Limits;

final class ConfigTest {
    @Test
    void eachWitherChangesOneValue() {
        ClientConfig config = ClientConfig.DEFAULT
                .withMaxConnections(1)
                .withMaxWaiting(2)
                .withBufferOctets(512)
                .withEventLoops(3)
                .withIdleTimeout(Duration.ofSeconds(4))
                .withCollectedOctets(5)
                .withDrainOctets(8)
                .withPipelineDepth(9)
                .withReconnect(new ReconnectConfig(Backoff.DEFAULT, 10))
                .withTimeouts(Timeouts.DEFAULT.withHead(Duration.ofSeconds(6)))
                .withTls(tls -> tls.withResumption(false))
                .withLimits(Limits.DEFAULT.withFieldCount(7));

        assertThat(config)
                .isEqualTo(new ClientConfig(
                        PoolConfig.DEFAULT
                                .withMaxConnections(1)
                                .withMaxWaiting(2)
                                .withIdleTimeout(Duration.ofSeconds(4)),
                        new ReconnectConfig(Backoff.DEFAULT, 10),
                        new BufferConfig(BufferStrategy.POOLED_DIRECT, 512, false),
                        WaitStrategy.BLOCK,
                        3,
                        9,
                        5,
                        8,
                        Timeouts.DEFAULT.withHead(Duration.ofSeconds(6)),
                        TlsConfig.DEFAULT.withResumption(false),
                        Limits.DEFAULT.withFieldCount(7)));
    }

    @Test
    void eachTimeoutIsChangedAlone() {
        Duration one = Duration.ofSeconds(1);
        Timeouts timeouts = Timeouts.DEFAULT
                .withAcquire(one)
                .withConnect(one.multipliedBy(2))
                .withWrite(one.multipliedBy(3))
                .withExpectContinue(one.multipliedBy(4))
                .withHead(one.multipliedBy(5))
                .withRead(one.multipliedBy(6))
                .withDrain(one.multipliedBy(7))
                .withTotal(one.multipliedBy(8))
                .withHandshake(one.multipliedBy(9));

        assertThat(timeouts)
                .isEqualTo(new Timeouts(
                        one,
                        one.multipliedBy(2),
                        one.multipliedBy(9),
                        one.multipliedBy(3),
                        one.multipliedBy(4),
                        one.multipliedBy(5),
                        one.multipliedBy(6),
                        one.multipliedBy(7),
                        one.multipliedBy(8)));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        ClientConfig config = ClientConfig.DEFAULT;
        assertThatIllegalArgumentException().isThrownBy(() -> config.withMaxConnections(0));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withMaxWaiting(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withBufferOctets(255));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withEventLoops(0));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withPipelineDepth(0));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withIdleTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withCollectedOctets(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withDrainOctets(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Timeouts.DEFAULT.withTotal(Duration.ofNanos(-1)));
    }

    @Test
    void aDeadlineNeverOverflows() {
        assertThat(Deadline.after(5, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.after(5, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.after(5, 7)).isEqualTo(12);
        assertThatIllegalArgumentException().isThrownBy(() -> Deadline.in(Duration.ZERO));
    }

    @Test
    void anUnknownClientIsRefusedWithThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProvider.named("carrier-pigeon"))
                .withMessageContaining("there is no client 'carrier-pigeon'");
    }
}
