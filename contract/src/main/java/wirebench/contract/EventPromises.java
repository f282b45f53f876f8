package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.StreamedResponse;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;

/// What the Flight Recorder is told: one event for each exchange, whatever became of it, for each wait for a
/// connection and for each connection that was opened or could not be.
abstract class EventPromises extends Scene {
    private static final String EXCHANGE = "wirebench.Exchange";
    private static final String ACQUIRE = "wirebench.Acquire";
    private static final String CONNECT = "wirebench.Connect";

    @ParameterizedTest
    @EnumSource
    void eachExchangeIsOneEventWithItsStatusAndItsConnection(Way way) throws Exception {
        HttpClient client = client();
        way.send(client, get("/plaintext")); // before anybody records

        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(serverUrl())) {
            way.send(client, get("/plaintext"));
            way.send(client, get("/status/404"));
            events = tape.events(client);
        }

        assertThat(named(events, EXCHANGE))
                .extracting(
                        event -> event.getString("method"),
                        event -> event.getInt("status"),
                        event -> event.getString("outcome"),
                        event -> event.getString("phase"),
                        event -> event.getBoolean("reusedConnection"))
                .containsExactly(
                        tuple("GET", 200, "completed", null, true), tuple("GET", 404, "completed", null, true));
        assertThat(named(events, ACQUIRE))
                .extracting(event -> event.getBoolean("acquired"))
                .containsExactly(true, true);
        assertThat(named(events, CONNECT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatIsOpenedIsAnEvent(Way way) throws Exception {
        HttpClient client = client();
        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(serverUrl())) {
            way.send(client, get("/plaintext"));
            events = tape.events(client);
        }

        assertThat(named(events, CONNECT))
                .extracting(event -> event.getBoolean("connected"))
                .containsExactly(true);
        assertThat(named(events, EXCHANGE))
                .extracting(event -> event.getBoolean("reusedConnection"))
                .containsExactly(false);
    }

    @ParameterizedTest
    @EnumSource
    void failureIsOneEventWithItsKindAndPhase(Way way) throws Exception {
        HttpClient client = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));
        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(serverUrl())) {
            assertFails(() -> way.send(client, get("/fault/truncate")), "truncated", Phase.READ, true);
            assertFails(() -> way.send(client, get("/fault/stall")), "timeout", Phase.HEAD, true);
            assertFails(() -> way.send(client, get("/fault/garbage")), "violation", Phase.HEAD, true);
            events = tape.events(client);
        }

        assertThat(named(events, EXCHANGE))
                .extracting(
                        event -> event.getInt("status"),
                        event -> event.getString("outcome"),
                        event -> event.getString("phase"))
                .containsExactly(
                        tuple(200, "truncated", "read"), tuple(0, "timeout", "head"), tuple(0, "violation", "head"));
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatCannotBeMadeIsAnEvent(Way way) throws Exception {
        HttpClient client = client();
        RawPeer gone = peer(RawConnection::awaitEnd);
        gone.close();
        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(gone.url(""))) {
            assertFails(() -> way.send(client, HttpRequest.get(gone.url("/"))), "connect", Phase.CONNECT, false);
            events = tape.events(client);
        }

        assertThat(named(events, CONNECT))
                .extracting(event -> event.getBoolean("connected"))
                .containsExactly(false);
        assertThat(named(events, EXCHANGE))
                .extracting(event -> event.getString("outcome"), event -> event.getString("phase"))
                .containsExactly(tuple("connect", "connect"));
    }

    @ParameterizedTest
    @EnumSource
    void waitInVainIsAnEvent(Way way) throws Exception {
        HttpClient client = client(
                ClientConfig.DEFAULT.withMaxConnections(1).withTimeouts(Timeouts.DEFAULT.withAcquire(Brief.TIMEOUT)));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange holder = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);
        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(peer.url(""))) {
            assertFails(() -> way.send(client, HttpRequest.get(peer.url("/2"))), "timeout", Phase.ACQUIRE, false);
            gate.open();
            holder.await();
            events = tape.events(client);
        }

        assertThat(named(events, ACQUIRE)).hasSize(1).allSatisfy(event -> {
            assertThat(event.getBoolean("acquired")).isFalse();
            assertThat(event.getDuration()).isGreaterThan(Brief.TIMEOUT.dividedBy(2));
        });
    }

    @ParameterizedTest
    @EnumSource
    void attemptOnAStaleConnectionIsPartOfTheOneEvent(Way way) throws Exception {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            connection.hear();
        });
        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(peer.url(""))) {
            way.send(client, HttpRequest.get(peer.url("/1")));
            way.send(client, HttpRequest.get(peer.url("/2")));
            events = tape.events(client);
        }

        assertThat(peer.requests()).hasSize(3);
        assertThat(named(events, EXCHANGE))
                .extracting(event -> event.getString("outcome"), event -> event.getBoolean("reusedConnection"))
                .containsExactly(tuple("completed", false), tuple("completed", false));
        assertThat(named(events, CONNECT)).hasSize(2);
    }

    @Test
    void streamedResponseIsOneEventThatEndsWithItsBody() throws Exception {
        HttpClient client = client();
        List<RecordedEvent> events;
        try (EventTape tape = EventTape.start(serverUrl())) {
            read(client, "/bytes/200000");
            events = tape.events(client);
        }

        assertThat(named(events, EXCHANGE))
                .extracting(event -> event.getInt("status"), event -> event.getString("outcome"))
                .containsExactly(tuple(200, "completed"));
    }

    private void read(HttpClient client, String target) throws ExchangeException {
        Waiting.resultOf(Way.run(Thread.ofVirtual(), () -> {
            try (StreamedResponse response = client.open(get(target))) {
                return response.body().readAllBytes().length;
            }
        }));
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> Objects.equals(event.getEventType().getName(), name))
                .toList();
    }
}
