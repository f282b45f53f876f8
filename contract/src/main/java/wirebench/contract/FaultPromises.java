package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;
import wirebench.protocol.Violation;

/// Every fault is told by its kind, with its phase and whether anything of the request was written; and the client
/// works on.
abstract class FaultPromises extends Scene {
    private HttpClient client;

    @BeforeEach
    void openClient() {
        client = client();
    }

    @AfterEach
    void clientWorksOn() throws ExchangeException {
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @EnumSource
    void resetInsteadOfAnAnswerIsATransportFailure(Way way) {
        assertFails(() -> way.send(client, get("/fault/reset-before-head")), "transport", Phase.HEAD, true);
        assertThat(counters().faults())
                .as("nothing is retried on a new connection")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void resetInTheBodyIsATransportFailure(Way way) {
        assertFails(() -> way.send(client, get("/fault/reset-in-body")), "transport", Phase.READ, true);
        assertThat(counters().faults()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void endInTheBodyIsTruncation(Way way) {
        assertFails(() -> way.send(client, get("/fault/truncate")), "truncated", Phase.READ, true);
        assertThat(counters().faults()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void octetsThatAreNoHttpAreAViolation(Way way) {
        ExchangeException failure =
                assertFails(() -> way.send(client, get("/fault/garbage")), "violation", Phase.HEAD, true);

        assertThat(failure).isInstanceOfSatisfying(PeerViolation.class, violation -> {
            assertThat(violation.violation()).isEqualTo(Violation.NOT_HTTP);
            assertThat(violation.offset()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void stallIsATimeoutOfTheHead(Way way) {
        HttpClient impatient = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));

        assertFails(() -> way.send(impatient, get("/fault/stall")), "timeout", Phase.HEAD, true);
    }

    @ParameterizedTest
    @EnumSource
    void octetNowAndThenDoesNotStretchTheTimeoutOfTheHead(Way way) {
        HttpClient impatient = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));

        assertFails(() -> way.send(impatient, get("/fault/drip?millis=20")), "timeout", Phase.HEAD, true);
    }

    @ParameterizedTest
    @EnumSource
    void refusedConnectionIsAConnectFailure(Way way) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        assertFails(
                () -> way.send(client, HttpRequest.get("http://127.0.0.1:" + free + "/")),
                "connect",
                Phase.CONNECT,
                false);
    }

    @ParameterizedTest
    @EnumSource
    void unknownNameIsAConnectFailure(Way way) {
        assertFails(
                () -> way.send(client, HttpRequest.get("http://no-such-host.invalid/")),
                "connect",
                Phase.CONNECT,
                false);
    }

    @ParameterizedTest
    @EnumSource
    void endInsteadOfAnAnswerIsTruncation(Way way) {
        RawPeer peer = peer(RawConnection::hear);

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/"))), "truncated", Phase.HEAD, true);
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void endInTheHeadIsTruncation(Way way) {
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Le");
        });

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/"))), "truncated", Phase.HEAD, true);
    }

    @ParameterizedTest
    @CsvSource({"'5\r\nabc'", "'3\r\nabc\r\n'", "'3\r\nabc\r\n0\r\n'", "'3\r\nabc\r\n0\r\nX-T: 1\r\n'"})
    void endInAChunkedBodyIsTruncation(String begun) {
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + begun);
        });

        assertFails(() -> client.send(HttpRequest.get(peer.url("/"))), "truncated", Phase.READ, true);
    }

    @Test
    void brokenChunkIsAViolationInTheBody() {
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX\r\n0\r\n\r\n");
            connection.awaitEnd();
        });

        ExchangeException failure =
                assertFails(() -> client.send(HttpRequest.get(peer.url("/"))), "violation", Phase.READ, true);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        PeerViolation.class,
                        violation -> assertThat(violation.violation()).isEqualTo(Violation.CHUNK_DATA_UNTERMINATED));
    }

    @Test
    void resetWhileALargeRequestIsWrittenIsATransportFailure() {
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            connection.reset();
        });
        byte[] large = new byte[8_000_000];

        ExchangeException failure = failureOf(() ->
                client.send(HttpRequest.of("POST", Url.parse(peer.url("/")), Fields.NONE, RequestBody.of(large))));

        assertThat(failure.kind()).isEqualTo("transport");
        assertThat(failure.requestWritten()).isTrue();
        assertThat(failure.phase()).isIn(Phase.WRITE, Phase.HEAD);
    }

    @Test
    void violationClosesTheConnectionAtOnce() throws ExchangeException {
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");
            connection.awaitEnd();
            connection.hear();
        });

        ExchangeException failure = failureOf(() -> client.send(HttpRequest.get(peer.url("/"))));

        assertThat(failure.kind()).isEqualTo("violation");
        awaitQuiet(client);
        Waiting.until(
                "the connection is closed",
                () -> client.pool().created() == client.pool().closed());
    }
}
