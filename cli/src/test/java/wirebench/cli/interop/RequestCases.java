package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import wirebench.client.ExchangeException;
import wirebench.client.HttpResponse;
import wirebench.client.body.RequestBody;
import wirebench.protocol.BodySource;
import wirebench.protocol.Fields;

/// Requests of every shape, as servers understand them.
final class RequestCases {
    private static final List<Integer> SIZES = List.of(0, 1, 13, 16_384, 100_000, 1_000_000);
    private static final Fields EXPECTING = Fields.of("Expect", "100-continue");

    /// nginx stores what is put, but has nothing that looks at a body.
    private static final Set<ServerKind> READING_BODIES = EnumSet.of(ServerKind.JETTY, ServerKind.JDK, ServerKind.NODE);

    private static final Set<ServerKind> STORING_BODIES = EnumSet.of(ServerKind.NGINX);

    private RequestCases() {}

    static List<InteropCase> all() {
        return List.of(
                InteropCase.of("100 fields of a request are understood", RequestCases::manyFields),
                InteropCase.only(READING_BODIES, "a body that is posted comes back", RequestCases::echo),
                InteropCase.only(READING_BODIES, "a large body is received octet by octet", RequestCases::largeDigest),
                InteropCase.only(READING_BODIES, "100 Continue is no answer", RequestCases::continued),
                InteropCase.only(STORING_BODIES, "a body that is put can be got", RequestCases::store),
                InteropCase.only(STORING_BODIES, "a large body is stored octet by octet", RequestCases::largeStored),
                InteropCase.only(STORING_BODIES, "100 Continue is no answer to PUT", RequestCases::storeContinued),
                InteropCase.of("the refusal of a small body is seen", RequestCases::smallRefused),
                InteropCase.of(
                        "a large body refused early fails cleanly if the refusal is not seen",
                        RequestCases::largeRefused));
    }

    private static void manyFields(Talk talk) throws ExchangeException {
        Fields fields = Fields.NONE;
        for (int i = 0; i < Site.FIELD_COUNT; i++) {
            fields = fields.with("X-Field-" + i, "value " + i);
        }

        assertThat(talk.get("/seen", fields).text()).isEqualTo("value " + (Site.FIELD_COUNT - 1));
        talk.expectConnections(1);
    }

    private static void echo(Talk talk) throws ExchangeException {
        for (int size : SIZES) {
            byte[] octets = Site.body(size);
            for (RequestBody body : bodies(octets)) {
                HttpResponse response = talk.send("POST", "/echo", Fields.NONE, body);
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(octets);
            }
        }
        talk.expectConnections(1);
    }

    private static void store(Talk talk) throws ExchangeException {
        for (int size : SIZES) {
            byte[] octets = Site.body(size);
            for (RequestBody body : bodies(octets)) {
                assertThat(talk.send("PUT", "/store/body", Fields.NONE, body).status())
                        .isEqualTo(201);
                assertThat(talk.get("/store/body").body()).isEqualTo(octets);
                assertThat(talk.send("PUT", "/store/body", Fields.NONE, body).status())
                        .isEqualTo(204);
                delete(talk);
            }
        }
        talk.expectConnections(1);
    }

    private static void largeDigest(Talk talk) throws ExchangeException {
        for (RequestBody body : bodies(Site.large())) {
            assertThat(talk.send("POST", "/digest", Fields.NONE, body).text()).isEqualTo(Site.largeHash());
        }
        talk.expectConnections(1);
    }

    private static void largeStored(Talk talk) throws ExchangeException {
        for (RequestBody body : bodies(Site.large())) {
            assertThat(talk.send("PUT", "/store/body", Fields.NONE, body).status())
                    .isEqualTo(201);
            assertThat(Site.hash(talk.get("/store/body").body())).isEqualTo(Site.largeHash());
            delete(talk);
        }
        talk.expectConnections(1);
    }

    private static void continued(Talk talk) throws ExchangeException {
        for (RequestBody body : bodies(Site.body(100_000))) {
            assertThat(talk.send("POST", "/echo", EXPECTING, body).body()).isEqualTo(Site.body(100_000));
        }
        talk.expectConnections(1);
    }

    private static void storeContinued(Talk talk) throws ExchangeException {
        for (RequestBody body : bodies(Site.body(100_000))) {
            assertThat(talk.send("PUT", "/store/body", EXPECTING, body).status())
                    .isEqualTo(201);
            delete(talk);
        }
        talk.expectConnections(1);
    }

    private static void delete(Talk talk) throws ExchangeException {
        assertThat(talk.send("DELETE", "/store/body", Fields.NONE, RequestBody.none())
                        .status())
                .isEqualTo(204);
    }

    /// The whole body fits into the buffers between the two, so nothing comes between the client and the answer.
    private static void smallRefused(Talk talk) throws ExchangeException {
        for (RequestBody body : bodies(Site.body(5000))) {
            assertThat(talk.send("PUT", "/refusing", Fields.NONE, body).status())
                    .isEqualTo(413);
            assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        }
    }

    /// A server that closes while more is coming resets the connection, and its answer may be lost with it (RFC
    /// 9112 section 9.6).
    private static void largeRefused(Talk talk) throws ExchangeException {
        for (RequestBody body : bodies(Site.large())) {
            try {
                assertThat(talk.send("PUT", "/refusing", Fields.NONE, body).status())
                        .isEqualTo(413);
            } catch (ExchangeException e) {
                assertThat(e.kind()).isEqualTo("transport");
            }
            assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        }
    }

    /// The same body under each framing.
    private static List<RequestBody> bodies(byte[] octets) {
        return List.of(
                RequestBody.of(octets),
                RequestBody.of(octets.length, source(octets, Integer.MAX_VALUE)),
                RequestBody.chunked(source(octets, Integer.MAX_VALUE)),
                RequestBody.chunked(source(octets, 1021)));
    }

    /// Gives at most so many octets at a time.
    private static Supplier<BodySource> source(byte[] octets, int most) {
        return () -> {
            ByteBuffer rest = ByteBuffer.wrap(octets);
            return out -> {
                if (!rest.hasRemaining()) {
                    return -1;
                }
                int length = Math.min(Math.min(most, out.remaining()), rest.remaining());
                out.put(rest.slice(rest.position(), length));
                rest.position(rest.position() + length);
                return length;
            };
        };
    }
}
