package wirebench.jmh.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.HttpRequest;
import wirebench.client.config.Backoff;
import wirebench.client.config.Jitter;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

class RetryStormTest {
    @ParameterizedTest
    @EnumSource
    void everybodyIsServedAndEveryCallIsCounted(Jitter jitter) throws Exception {
        try (LoopbackServer scarce = LoopbackServer.start(ServerConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(scarce.url() + "/capacity/5?limit=2");
            Backoff backoff = new Backoff(Duration.ofMillis(2), Duration.ofMillis(200), jitter);

            RetryStorm.Storm storm = RetryStorm.storm(request, 20, backoff, 1);

            assertThat(storm.calls()).isEqualTo(scarce.counters().exchanges());
            assertThat(storm.calls() - scarce.counters().overCapacity()).isEqualTo(20);
            assertThat(scarce.counters().capacityPeak()).isLessThanOrEqualTo(2);
            assertThat(storm.peak()).isBetween(0, 20);
        }
    }
}
