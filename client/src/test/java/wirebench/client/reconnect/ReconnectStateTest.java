package wirebench.client.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.Origin;
import wirebench.client.ReconnectCounts;
import wirebench.client.config.Backoff;
import wirebench.client.config.Jitter;
import wirebench.client.config.ReconnectConfig;
import wirebench.client.reconnect.ReconnectEvent.Connected;
import wirebench.client.reconnect.ReconnectEvent.Failed;
import wirebench.client.reconnect.ReconnectEvent.Missing;
import wirebench.client.reconnect.ReconnectState.Connecting;
import wirebench.client.reconnect.ReconnectState.GivenUp;
import wirebench.client.reconnect.ReconnectState.Running;
import wirebench.client.reconnect.ReconnectState.Waiting;

class ReconnectStateTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofNanos(10), Duration.ofNanos(40), Jitter.NONE);
    private static final ReconnectConfig THREE = new ReconnectConfig(BACKOFF, 3);
    private static final long NOW = 1_000;

    /// Every state with every event: those that change nothing are in it as well.
    static Stream<Arguments> transitions() {
        return Stream.of(
                Arguments.of(new Running(), new Missing(NOW), new Connecting(1, 0)),
                Arguments.of(new Running(), new Connected(), new Running()),
                Arguments.of(new Running(), new Failed(NOW), new Waiting(1, NOW + 10, 10)),
                Arguments.of(new Connecting(1, 0), new Missing(NOW), new Connecting(1, 0)),
                Arguments.of(new Connecting(2, 10), new Connected(), new Running()),
                Arguments.of(new Connecting(1, 0), new Failed(NOW), new Waiting(1, NOW + 10, 10)),
                Arguments.of(new Connecting(2, 10), new Failed(NOW), new Waiting(2, NOW + 20, 20)),
                Arguments.of(new Connecting(3, 20), new Failed(NOW), new GivenUp(3)),
                Arguments.of(new Waiting(1, NOW + 1, 10), new Missing(NOW), new Waiting(1, NOW + 1, 10)),
                Arguments.of(new Waiting(1, NOW, 10), new Missing(NOW), new Connecting(2, 10)),
                Arguments.of(new Waiting(1, NOW + 1, 10), new Connected(), new Running()),
                Arguments.of(new Waiting(1, NOW + 1, 10), new Failed(NOW), new Waiting(1, NOW + 1, 10)),
                Arguments.of(new GivenUp(3), new Missing(Long.MAX_VALUE), new GivenUp(3)),
                Arguments.of(new GivenUp(3), new Connected(), new Running()),
                Arguments.of(new GivenUp(3), new Failed(NOW), new GivenUp(3)));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void eventLeadsToState(ReconnectState from, ReconnectEvent event, ReconnectState to) {
        assertThat(from.after(event, THREE, new SplittableRandom(1))).isEqualTo(to);
    }

    @Test
    void serverIsNeverGivenUpIfThatIsNotWanted() {
        ReconnectConfig never = new ReconnectConfig(BACKOFF, 0);
        assertThat(new Connecting(Integer.MAX_VALUE, 40).after(new Failed(NOW), never, new SplittableRandom(1)))
                .isEqualTo(new Waiting(Integer.MAX_VALUE, NOW + 40, 40));
    }

    @Test
    void listenerIsToldOfChangesOnly() {
        List<ReconnectState> told = new ArrayList<>();
        Reconnection reconnection = new Reconnection(
                new Origin(false, "127.0.0.1", 80), THREE, new SplittableRandom(1), (_, _, to) -> told.add(to));

        assertThat(reconnection.mayConnect(0)).isTrue();
        assertThat(reconnection.mayConnect(0)).isTrue();
        reconnection.failed(5);
        reconnection.failed(6);
        assertThat(reconnection.mayConnect(14)).isFalse();
        assertThat(reconnection.retryNanos()).isEqualTo(15);
        assertThat(reconnection.mayConnect(15)).isTrue();
        reconnection.connected();
        reconnection.connected();

        assertThat(told)
                .containsExactly(new Connecting(1, 0), new Waiting(1, 15, 10), new Connecting(2, 10), new Running());
        assertThat(reconnection.counts()).isEqualTo(new ReconnectCounts(1, 0, 0, 0, 2));
    }
}
