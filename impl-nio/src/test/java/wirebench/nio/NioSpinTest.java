package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.WaitStrategy;

class NioSpinTest {
    private static final Duration LONG = Duration.ofSeconds(1);

    @Test
    void loopThatSpinsCarriesExchangesOutAndThenComesToRest() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(Duration.ofMillis(50))) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("ok");
            }
            long loop = loop(client, server);
            Eventually.holds("the loop rests", new StandStill(() -> cpuNanos(loop)));
        }
    }

    @Test
    void loopThatSpinsKeepsTheProcessorForAsLongAsItMay() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(LONG)) {
            long loop = loop(client, server);
            long before = cpuNanos(loop);
            Eventually.holds("the loop rests", new StandStill(() -> cpuNanos(loop)));
            // The processor may have been busy with others, but a loop that waits at once uses none of it.
            assertThat(cpuNanos(loop) - before).isGreaterThan(LONG.dividedBy(20).toNanos());
        }
    }

    @Test
    void loopAtRestIsWokenByWhoeverStartsAnExchange() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(Duration.ofMillis(1))) {
            long loop = loop(client, server);
            for (int i = 0; i < 3; i++) {
                Eventually.holds("the loop rests", new StandStill(() -> cpuNanos(loop)));
                assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void timeoutsFireWhileTheLoopSpins() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client = new NioProvider()
                        .open(ClientConfig.DEFAULT
                                .withWaiting(new WaitStrategy(LONG))
                                .withTimeouts(ClientConfig.DEFAULT.timeouts().withHead(Duration.ofMillis(20))))) {
            assertThat(Recorder.start(client, HttpRequest.get(server.url("/"))).failure())
                    .hasMessageStartingWith("no head within 20 ms");
        }
    }

    /// The thread of the only loop.
    private static long loop(HttpClient client, ScriptedServer server) throws Exception {
        Recorder recorder = Recorder.start(client, HttpRequest.get(server.url("/")));
        recorder.response();
        return recorder.thread.threadId();
    }

    private static long cpuNanos(long thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    }

    private static HttpClient open(Duration spin) {
        return new NioProvider().open(ClientConfig.DEFAULT.withWaiting(new WaitStrategy(spin)));
    }
}
