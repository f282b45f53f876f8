package wirebench.jmh.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import wirebench.jmh.peers.Answer;
import wirebench.jmh.peers.Peer;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.peers.Target;
import wirebench.load.LoadException;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.reports.files.CellId;
import wirebench.server.config.Counters;

class PeerTrafficTest {
    private static final int CONCURRENCY = 4;
    private static final Patience PATIENCE = Patience.DEFAULT.withStall(Duration.ofSeconds(20));

    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> NAMES = Peers.names();

    /// Threads that serve the whole JVM and end after a while of idleness: virtual threads' carriers and pollers, the
    /// keeper of HttpURLConnection's idle connections, OkHttp's tasks and Okio's watchdog, Netty's executor of last
    /// resort.
    private static final String OF_THE_JVM = "ForkJoinPool-.*|VirtualThread-.*|Read-Poller.*|Write-Poller.*"
            + "|Keep-Alive-Timer|OkHttp TaskRunner|Okio Watchdog|globalEventExecutor-.*";

    @ParameterizedTest
    @FieldSource("NAMES")
    void bothEndsCountTheSameAndNoThreadIsLeft(String peer) throws Exception {
        Set<Thread> before = threads();
        WireParameters parameters = new WireParameters(peer, CONCURRENCY, "plaintext", "embedded");
        try (WireMeasurement arm = WireMeasurement.ofPeer(cell(), parameters)) {
            arm.drive(300); // closing compares the counts
        }
        assertThat(remaining(before)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void noMoreConnectionsAreOpenedThanExchangesAreInFlight(String peer) throws Throwable {
        WireParameters parameters = new WireParameters(peer, CONCURRENCY, "bytes-70000", "embedded");
        try (MeasuredServer server = MeasuredServer.start("embedded")) {
            Counters start = server.counters();
            try (Traffic arm = PeerTraffic.open(parameters, server)) {
                arm.loop().drive(100 - arm.proofs());
                assertThat(server.counters().since(start).exchanges()).isEqualTo(100);
                // A connection that no exchange needs any more is counted when it is open.
                Eventually.holds(() -> {
                    long accepted = server.counters().since(start).connections();
                    assertThat(accepted).isLessThanOrEqualTo(CONCURRENCY + arm.proofs());
                    assertThat(arm.connections().orElse(accepted)).isEqualTo(accepted);
                });
                assertThat(arm.settings()).containsKey("request").hasSizeGreaterThan(2);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void otherAnswersThanExpectedAreErrorsAndTheLaneGoesOn(String peer) throws Exception {
        byte[] expected = "Hello, World!".getBytes(StandardCharsets.US_ASCII);
        try (MeasuredServer server = MeasuredServer.start("embedded")) {
            assertThat(errors(peer, new Target(server.port(), "/status/404", expected, 2)))
                    .containsExactly(Map.entry("unexpected", 50L));
            assertThat(errors(peer, new Target(server.port(), "/bytes/14", expected, 2)))
                    .containsExactly(Map.entry("unexpected", 50L));
            assertThat(errors(peer, new Target(server.port(), "/plaintext", expected, 2)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void otherOctetsOfTheSameLengthFailTheProof(String peer) throws Exception {
        byte[] wrong = "Hello, Moon!!".getBytes(StandardCharsets.US_ASCII);
        try (MeasuredServer server = MeasuredServer.start("embedded")) {
            Target target = new Target(server.port(), "/plaintext", wrong, 1);
            try (Peer open = Peers.open(peer, target);
                    ClosedLoop proof =
                            PeerTraffic.loop(peer, open, 1, () -> Answer.proven(target), ClientTraffic.PATIENCE)) {
                assertThatThrownBy(() -> proof.drive(1))
                        .isInstanceOf(LoadException.class)
                        .hasMessageContaining("other octets than expected");
            }
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aServerThatDiesFailsTheMeasurementInsteadOfHangingIt(String peer) throws Exception {
        WireParameters parameters = new WireParameters(peer, CONCURRENCY, "plaintext", "embedded");
        MeasuredServer server = MeasuredServer.start("embedded");
        try (Traffic arm = PeerTraffic.open(parameters, server)) {
            driveOnceMoreIfNeedBe(arm);
            server.close();
            assertThatThrownBy(() -> arm.loop().drive(100)).isInstanceOf(LoadException.class);
        }
    }

    @Test
    void unknownPeersAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> Peers.open("curl", new Target(1, "/", new byte[0], 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdk-sync, jdk-sync-virtual");
    }

    /// The JDK's client now and then gives a new connection up ("Too many retries"), which is not what is tested.
    private static void driveOnceMoreIfNeedBe(Traffic arm) throws LoadException, InterruptedException {
        try {
            arm.loop().drive(100);
        } catch (LoadException e) {
            arm.loop().drive(100);
        }
    }

    private static Map<String, Long> errors(String name, Target target) throws Exception {
        try (Peer peer = Peers.open(name, target);
                ClosedLoop loop = PeerTraffic.loop(name, peer, 2, () -> Answer.counted(target), PATIENCE)) {
            LoadResult result = loop.run(50);
            assertThat(result.exchanges() + result.errorCount()).isEqualTo(50);
            return result.errors();
        }
    }

    /// A thread that has been told to end may need a moment for it.
    private static Set<Thread> remaining(Set<Thread> before) throws InterruptedException {
        Set<Thread> remaining = threads();
        remaining.removeAll(before);
        for (Thread thread : remaining) {
            thread.join(Duration.ofSeconds(10));
        }
        return remaining.stream().filter(Thread::isAlive).collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().matches(OF_THE_JVM))
                .collect(Collectors.toSet());
    }

    private static CellId cell() {
        return CellId.of("wirebench.jmh.wire.PeerExchange.exchange", new TreeMap<>());
    }
}
