package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpResponse;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

/// Every sound answer of the server is received whole.
abstract class ScenarioPromises extends Scene {
    private static final int LARGE_OCTETS = 20_000_000;

    @ParameterizedTest
    @EnumSource
    void smallTextIsReceivedWithItsHead(Way way) throws ExchangeException {
        HttpResponse response = way.send(client(), get("/plaintext"));

        assertThat(response.minorVersion()).isEqualTo(1);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reason()).isEqualTo("OK");
        assertThat(response.fields().first("content-length")).isEqualTo("13");
        assertThat(response.fields().first("Content-Type")).isEqualTo("text/plain");
        assertThat(response.text()).isEqualTo("Hello, World!");
        assertThat(response.trailers()).isEqualTo(Fields.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void jsonIsReceived(Way way) throws ExchangeException {
        assertThat(way.send(client(), get("/json")).text()).isEqualTo("{\"message\":\"Hello, World!\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 16_000, 16_384, 16_385, 100_000})
    void bodyOfKnownLengthIsReceivedWhole(int octets) throws ExchangeException {
        HttpClient client = client();

        assertThat(client.send(get("/bytes/" + octets)).text()).isEqualTo(PatternCheck.pattern(octets));
        assertThat(client.send(get("/bytes/" + octets)).text()).isEqualTo(PatternCheck.pattern(octets));
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void largeBodyIsReceivedOctetByOctet(Way way) throws ExchangeException {
        assertPatternReceived(way, "/bytes/" + LARGE_OCTETS, LARGE_OCTETS);
    }

    @ParameterizedTest
    @EnumSource
    void largeChunkedBodyIsReceivedOctetByOctet(Way way) throws ExchangeException {
        assertPatternReceived(way, "/chunked/300x20011", 300 * 20_011);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatEndsWithTheConnectionIsReceivedOctetByOctet(Way way) throws ExchangeException {
        assertPatternReceived(way, "/close?octets=1000000", 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 5", "1000, 1", "100, 1000", "1, 200000", "7, 16384"})
    void chunkedBodyIsReceivedWhole(int chunks, int size) throws ExchangeException {
        HttpClient client = client();

        HttpResponse response = client.send(get("/chunked/" + chunks + "x" + size));

        assertThat(response.text()).isEqualTo(PatternCheck.pattern(chunks * size));
        assertThat(response.fields().first("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(response.trailers()).isEqualTo(Fields.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void trailersAreReceivedApartFromTheFields(Way way) throws ExchangeException {
        HttpClient client = client();

        HttpResponse response = way.send(client, get("/chunked/3x5?trailers=1"));
        HttpResponse next = way.send(client, get("/plaintext"));

        assertThat(response.text()).isEqualTo("abcdefghijklmno");
        assertThat(response.trailers().first("X-Octets")).isEqualTo("15");
        assertThat(response.trailers().first("X-Chunks")).isEqualTo("3");
        assertThat(response.fields().first("X-Octets")).isNull();
        assertThat(next.trailers()).isEqualTo(Fields.NONE);
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void slowAnswerIsAwaited(Way way) throws ExchangeException {
        assertThat(way.send(client(), get("/delay/50")).text()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 205, 206, 301, 304, 400, 404, 418, 500, 503, 599})
    void everyStatusIsAnAnswerAndLeavesTheConnectionUsable(int status) throws ExchangeException {
        HttpClient client = client();

        HttpResponse response = client.send(get("/status/" + status));
        HttpResponse next = client.send(get("/plaintext"));

        boolean bodiless = status == 204 || status == 205 || status == 304;
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).isEqualTo(bodiless ? "" : status + "\n");
        assertThat(next.text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    @Test
    void refusalOfTheServersIsAnAnswer() throws ExchangeException {
        HttpClient client = client();

        assertThat(client.send(get("/no-such-thing")).status()).isEqualTo(404);
        assertThat(client.send(request("DELETE", "/plaintext", RequestBody.none()))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void manyFieldsAreReceivedInOrder() throws ExchangeException {
        HttpResponse response = client().send(get("/fields/150?octets=40"));

        for (int i = 0; i < 150; i++) {
            assertThat(response.fields().all("x-field-" + i)).containsExactly(PatternCheck.pattern(40));
        }
        assertThat(response.text()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 257, 300, 1 << 20})
    void responseIsTheSameWhateverTheBufferSize(int bufferOctets) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withBufferOctets(bufferOctets));

        assertThat(client.send(get("/bytes/5000")).text()).isEqualTo(PatternCheck.pattern(5000));
        assertThat(client.send(get("/fields/100")).fields().count()).isGreaterThan(100);
        assertThat(client.send(get("/chunked/50x77?trailers=1")).text()).isEqualTo(PatternCheck.pattern(3850));
        assertThat(counters().connections()).isEqualTo(1);
    }

    @Test
    void answerThatComesOctetByOctetIsReceived() throws ExchangeException {
        assertThat(client().send(get("/fault/drip?millis=1")).text()).isEqualTo("Hello, World!");
    }

    private void assertPatternReceived(Way way, String target, long octets) throws ExchangeException {
        PatternCheck check = new PatternCheck();

        way.exchange(client(), get(target), check, Deadline.NEVER);

        assertThat(check.status()).isEqualTo(200);
        assertThat(check.octets()).isEqualTo(octets);
        assertThat(check.firstWrong())
                .as("the first octet that breaks the rule")
                .isEqualTo(-1);
    }
}
