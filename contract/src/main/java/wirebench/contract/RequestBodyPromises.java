package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpResponse;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.BodySource;

/// A request's body arrives octet by octet, however large it is and however its end is marked.
abstract class RequestBodyPromises extends Scene {
    private static final List<Integer> SIZES = List.of(0, 1, 13, 100_000, 5_000_000);

    static Stream<Arguments> bodies() {
        return SIZES.stream().flatMap(size -> Stream.of(Marking.values()).map(marking -> Arguments.of(marking, size)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyIsEchoedOctetByOctet(Marking marking, int size) throws ExchangeException {
        byte[] octets = octets(size);
        HttpClient client = client();

        HttpResponse response = client.send(request("POST", "/echo", marking.body(octets)));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(octets);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections())
                .as("a body leaves the connection usable")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void bodyIsEchoedInEveryWay(Way way) throws ExchangeException {
        byte[] octets = octets(70_000);
        HttpClient client = client();

        for (Marking marking : Marking.values()) {
            assertThat(way.send(client, request("POST", "/echo", marking.body(octets)))
                            .body())
                    .isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void everyMethodMayCarryABody(String method) throws ExchangeException {
        byte[] octets = octets(13);
        HttpClient client = client();

        for (Marking marking : Marking.values()) {
            assertThat(client.send(request(method, "/echo", marking.body(octets)))
                            .body())
                    .isEqualTo(octets);
        }
    }

    @Test
    void bodyIsTheSameWhateverTheBufferSize() throws ExchangeException {
        byte[] octets = octets(5000);

        for (int buffer : new int[] {256, 257, 1000, 1 << 20}) {
            HttpClient client = client(ClientConfig.DEFAULT.withBufferOctets(buffer));
            for (Marking marking : Marking.values()) {
                assertThat(client.send(request("POST", "/echo", marking.body(octets)))
                                .body())
                        .isEqualTo(octets);
            }
        }
    }

    @Test
    void connectionIsUsedAgainAfterBodiesOfEverySizeAround16KiB() throws ExchangeException {
        HttpClient client = client();

        for (int size :
                IntStream.rangeClosed(16_200, 16_400).filter(i -> i % 20 == 0).toArray()) {
            byte[] octets = octets(size);
            for (Marking marking : Marking.values()) {
                assertThat(client.send(request("PUT", "/echo", marking.body(octets)))
                                .body())
                        .isEqualTo(octets);
            }
        }
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatThrowsReachesTheCallerAndCostsTheConnection(Way way) throws ExchangeException {
        HttpClient client = client();
        RequestBody broken = RequestBody.chunked(() -> _ -> {
            throw new IllegalStateException("no more");
        });

        assertThatThrownBy(() -> way.send(client, request("POST", "/echo", broken)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more");
        assertThat(way.send(client, get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isLessThanOrEqualTo(2);
    }

    /// Pseudo-random, so that no octet out of place goes unnoticed.
    static byte[] octets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }

    /// How the end of a body is marked, and where its octets come from.
    enum Marking {
        FROM_MEMORY,
        STREAMED_WITH_LENGTH,
        STREAMED_IN_CHUNKS,
        STREAMED_IN_SMALL_CHUNKS;

        RequestBody body(byte[] octets) {
            return switch (this) {
                case FROM_MEMORY -> RequestBody.of(octets);
                case STREAMED_WITH_LENGTH -> RequestBody.of(octets.length, source(octets, Integer.MAX_VALUE));
                case STREAMED_IN_CHUNKS -> RequestBody.chunked(source(octets, Integer.MAX_VALUE));
                case STREAMED_IN_SMALL_CHUNKS -> RequestBody.chunked(source(octets, 1021));
            };
        }

        private static Supplier<BodySource> source(byte[] octets, int most) {
            return () -> {
                ByteBuffer rest = ByteBuffer.wrap(octets);
                return out -> {
                    int length = Math.min(Math.min(most, out.remaining()), rest.remaining());
                    out.put(rest.slice(rest.position(), length));
                    rest.position(rest.position() + length);
                    return length == 0 ? -1 : length;
                };
            };
        }
    }
}
