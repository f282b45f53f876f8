package wirebench.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.StreamedResponse;
import wirebench.client.config.ClientConfig;

/// A response's body can be read as a stream, at the pace of its reader, and be left unread.
abstract class StreamPromises extends Scene {
    @ParameterizedTest
    @EnumSource
    void bodyIsReadToItsEndOctetByOctet(Caller caller) throws ExchangeException {
        HttpClient client = client();

        for (String target : new String[] {"/bytes/0", "/bytes/1", "/bytes/100000", "/chunked/50x1000"}) {
            byte[] gathered = client.send(get(target)).body();
            byte[] streamed = caller.call(() -> {
                try (StreamedResponse response = client.open(get(target))) {
                    return response.body().readAllBytes();
                }
            });
            assertThat(streamed).as(target).isEqualTo(gathered);
        }
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void headIsThereBeforeTheBody(Caller caller) throws ExchangeException {
        HttpClient client = client();
        Latch read = new Latch();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.0 203 Sure\r\na: 1\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n");
            read.await();
            connection.say("hello");
            connection.awaitEnd();
        });

        caller.call(() -> {
            try (StreamedResponse response = client.open(HttpRequest.get(peer.url("/")))) {
                assertThat(response.minorVersion()).isZero();
                assertThat(response.status()).isEqualTo(203);
                assertThat(response.reason()).isEqualTo("Sure");
                assertThat(response.fields().first("A")).isEqualTo("1");
                read.open();
                assertThat(response.body().read()).isEqualTo('h');
                assertThat(response.body().readAllBytes()).asString(US_ASCII).isEqualTo("ello");
                assertThat(response.body().read()).isEqualTo(-1);
            }
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void trailersFollowTheBody(Caller caller) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: 1\r\n\r\n");
            connection.awaitEnd();
        });

        caller.call(() -> {
            try (StreamedResponse response = client.open(HttpRequest.get(peer.url("/")))) {
                assertThatIllegalStateException().isThrownBy(response::trailers);
                assertThat(response.body().readAllBytes()).asString(US_ASCII).isEqualTo("abc");
                assertThat(response.trailers().first("t")).isEqualTo("1");
            }
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void whoeverReadsNothingHoldsTheServerUp(Caller caller) throws ExchangeException {
        HttpClient client = client();
        Flood flood = new Flood();
        RawPeer peer = peer(flood);

        caller.call(() -> {
            try (StreamedResponse response = client.open(HttpRequest.get(peer.url("/")))) {
                assertThat(flood.takenWhenQuiet()).isPositive().isLessThan(Flood.MOST_BUFFERED);
                assertPattern(response.body(), Flood.OCTETS);
            }
            return true;
        });
        assertThat(flood.taken()).isEqualTo(Flood.OCTETS);
    }

    @ParameterizedTest
    @EnumSource
    void restOfAtMostTheDrainBoundLeavesTheConnectionUsable(Caller caller) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withDrainOctets(50_000));

        caller.call(() -> {
            for (String target : new String[] {"/bytes/50000", "/chunked/10x100", "/chunked/40x1000"}) {
                try (StreamedResponse response = client.open(get(target))) {
                    assertThat(response.body().read()).isEqualTo('a');
                }
            }
            return true;
        });
        awaitQuiet(client);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/90001", "/chunked/90x1001"})
    void restBeyondTheDrainBoundCostsTheConnection(String target) throws IOException {
        HttpClient client = client(ClientConfig.DEFAULT.withDrainOctets(20_000));

        try (StreamedResponse response = client.open(get(target))) {
            assertThat(response.body().read()).isEqualTo('a');
        }

        awaitQuiet(client);
        assertThat(client.pool().closed()).isEqualTo(1);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @EnumSource
    void closingDoesNotWaitForAServerThatStalls(Caller caller) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            connection.awaitEnd();
        });

        caller.call(() -> {
            StreamedResponse response = client.open(HttpRequest.get(peer.url("/")));
            assertThat(response.body().readNBytes(5)).hasSize(5);
            response.close();
            response.close();
            assertThatIOException().isThrownBy(() -> response.body().read());
            return true;
        });
        awaitQuiet(client);
        assertThat(client.pool().closed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void failureInTheBodyIsThrownByEachReadFromThereOn(Caller caller) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        });

        caller.call(() -> {
            try (StreamedResponse response = client.open(HttpRequest.get(peer.url("/")))) {
                assertThat(response.body().readNBytes(5)).hasSize(5);
                for (int i = 0; i < 2; i++) {
                    assertFails(() -> response.body().read(), "truncated", Phase.READ, true);
                }
            }
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void failureBeforeTheHeadIsThrownByOpen(Caller caller) throws ExchangeException {
        HttpClient client = client();

        caller.call(() -> {
            assertFails(() -> client.open(get("/fault/garbage")), "violation", Phase.HEAD, true);
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void pauseOfTheReaderIsNoReadTimeout(Caller caller) throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withRead(Brief.TIMEOUT));

        caller.call(() -> {
            try (StreamedResponse response = client.open(get("/bytes/1000000"))) {
                assertThat(response.body().read()).isEqualTo('a');
                Waiting.elapse(Brief.TIMEOUT.multipliedBy(2));
                assertThat(response.body().readAllBytes()).hasSize(999_999);
            }
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void deadlineEndsTheReadingToo(Caller caller) throws ExchangeException {
        HttpClient client = client();

        caller.call(() -> {
            try (StreamedResponse response = client.open(get("/bytes/10000000"), Deadline.in(Brief.WHOLE))) {
                Waiting.elapse(Brief.WHOLE.plus(Duration.ofMillis(50)));
                assertFails(() -> response.body().readAllBytes(), "timeout", Phase.TOTAL, true);
            }
            return true;
        });
    }

    @Test
    void closingTheClientEndsTheReading() throws ExchangeException {
        HttpClient client = client();
        StreamedResponse response = client.open(get("/bytes/10000000"));

        client.close();

        assertFails(() -> response.body().readAllBytes(), "cancelled", Phase.READ, true);
        response.close();
    }

    private static void assertPattern(InputStream body, long octets) throws IOException {
        byte[] part = new byte[26 * 1000];
        long at = 0;
        for (int length = body.read(part); length >= 0; length = body.read(part)) {
            for (int i = 0; i < length; i++, at++) {
                if (part[i] != 'a' + at % 26) {
                    throw new AssertionError("octet " + at + " is " + part[i]);
                }
            }
        }
        assertThat(at).isEqualTo(octets);
    }
}
