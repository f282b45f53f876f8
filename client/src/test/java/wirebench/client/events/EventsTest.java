package wirebench.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.client.HttpRequest;
import wirebench.client.Origin;

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
    void handshakeTellsWhatWasAgreedOn() throws Exception {
        SSLSession session = SSLContext.getDefault().createSSLEngine().getSession();
        List<RecordedEvent> events = recorded("wirebench.Handshake", () -> {
            HandshakeEvent.ended(HandshakeEvent.begun(ORIGIN), session);
            HandshakeEvent.ended(HandshakeEvent.begun(ORIGIN), null);
        });

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().getString("origin")).isEqualTo("example.test:8443");
        assertThat(events.getFirst().getBoolean("agreed")).isTrue();
        assertThat(events.getFirst().getString("protocol")).isEqualTo(session.getProtocol());
        assertThat(events.getFirst().getString("cipherSuite")).isEqualTo(session.getCipherSuite());
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
