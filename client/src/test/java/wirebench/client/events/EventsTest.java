package wirebench.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.client.HttpRequest;
import wirebench.client.Observer;
import wirebench.client.Origin;
import wirebench.client.Timings;

/// What is told by those who call these events directly; the clients' own are part of the contract.
class EventsTest {
    private static final Origin ORIGIN = new Origin(true, "example.test", 8443);

    @TempDir
    private Path folder;

    @Test
    void nothingIsMadeWhileNobodyRecords() {
        assertThat(ExchangeEvent.begun(HttpRequest.get("http://example.test/"))).isNull();
        assertThat(AcquireEvent.begun(ORIGIN)).isNull();
        assertThat(ConnectEvent.begun(ORIGIN)).isNull();
        assertThat(HandshakeEvent.begun(ORIGIN)).isNull();
    }

    @Test
    void nobodyIsToldOfAnExchangeThatNobodyObserves() {
        HttpRequest request = HttpRequest.get("http://example.test/");
        Timings timings = new Timings();

        assertThat(ExchangeEvent.observer(request, null, 1)).isSameAs(Observer.NOBODY);
        assertThat(ExchangeEvent.observer(request, timings, 1)).isSameAs(timings);
    }

    @Test
    void timingsAndEventAreToldTheSame() throws Exception {
        Timings timings = new Timings();
        List<RecordedEvent> events = recorded("wirebench.Exchange", () -> {
            Observer both = ExchangeEvent.observer(HttpRequest.get("http://example.test/"), timings, 10);
            both.acquired(() -> 11, true);
            both.connected(() -> 12);
            both.secured(() -> 13);
            both.written(() -> 14);
            both.head(() -> 15, 204);
            both.head(() -> 16, 204);
            both.completed(() -> 17);
        });

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getInt("status")).isEqualTo(204);
        assertThat(events.getFirst().getString("outcome")).isEqualTo("completed");
        assertThat(events.getFirst().getBoolean("reusedConnection")).isTrue();
        assertThat(timings.reusedConnection()).isTrue();
        assertThat(timings.acquiredNanos()).isEqualTo(1);
        assertThat(timings.connectedNanos()).isEqualTo(2);
        assertThat(timings.handshakenNanos()).isEqualTo(3);
        assertThat(timings.writtenNanos()).isEqualTo(4);
        assertThat(timings.headNanos()).isEqualTo(5);
        assertThat(timings.endNanos()).isEqualTo(7);
    }

    @Test
    void anExchangeThatFailsHasNoEnd() throws Exception {
        Timings timings = new Timings();
        List<RecordedEvent> events = recorded("wirebench.Exchange", () -> {
            Observer both = ExchangeEvent.observer(HttpRequest.get("http://example.test/"), timings, 10);
            both.failed(new IllegalStateException("a handler's"));
        });

        assertThat(events.getFirst().getString("outcome")).isEqualTo("internal");
        assertThat(timings.endNanos()).isZero();
    }

    @Test
    void handshakeTellsWhatWasAgreedOn() throws Exception {
        SSLContext context = SSLContext.getDefault();
        List<RecordedEvent> events = recorded("wirebench.Handshake", () -> {
            HandshakeEvent begun = HandshakeEvent.begun(ORIGIN);
            HandshakeEvent.ended(begun, context.createSSLEngine().getSession());
            HandshakeEvent.ended(HandshakeEvent.begun(ORIGIN), null);
        });

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().getString("origin")).isEqualTo("example.test:8443");
        assertThat(events.getFirst().getBoolean("agreed")).isTrue();
        assertThat(events.getFirst().getString("protocol")).isEqualTo("NONE");
        assertThat(events.getFirst().getString("cipherSuite")).isEqualTo("SSL_NULL_WITH_NULL_NULL");
        assertThat(events.getFirst().getBoolean("resumed")).isFalse();
        assertThat(events.getLast().getBoolean("agreed")).isFalse();
        assertThat(events.getLast().getString("protocol")).isNull();
    }

    @Test
    void retryTellsWhichAttemptComesNextAndWhen() throws Exception {
        List<RecordedEvent> events =
                recorded("wirebench.Retry", () -> RetryEvent.emit(ORIGIN, 2, 150_000_000, "truncated"));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getInt("attempt")).isEqualTo(2);
        assertThat(events.getFirst().getDuration("delay")).isEqualTo(Duration.ofMillis(150));
        assertThat(events.getFirst().getString("why")).isEqualTo("truncated");
    }

    @Test
    void breakerTellsWhereItComesFromAndGoesTo() throws Exception {
        List<RecordedEvent> events =
                recorded("wirebench.BreakerChange", () -> BreakerChangeEvent.emit(ORIGIN, "closed", "open"));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getString("from")).isEqualTo("closed");
        assertThat(events.getFirst().getString("to")).isEqualTo("open");
    }

    private List<RecordedEvent> recorded(String name, Runnable told) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(name);
            recording.start();
            told.run();
            recording.stop();
            Path file = folder.resolve("events.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        }
    }
}
