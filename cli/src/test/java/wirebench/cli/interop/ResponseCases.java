package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import wirebench.client.ExchangeException;
import wirebench.client.HttpResponse;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Field;
import wirebench.protocol.Fields;

/// Heads and bodies of every shape, as servers send them.
final class ResponseCases {
    /// The JDK's server has no way to send trailers or interim responses, and nginx none for the latter.
    private static final Set<ServerKind> SENDING_TRAILERS =
            EnumSet.of(ServerKind.NGINX, ServerKind.JETTY, ServerKind.NODE);

    private static final Set<ServerKind> SENDING_HINTS = EnumSet.of(ServerKind.JETTY, ServerKind.NODE);
    private static final Set<ServerKind> SERVING_RANGES = EnumSet.of(ServerKind.NGINX, ServerKind.JETTY);

    private ResponseCases() {}

    static List<InteropCase> all() {
        Stream<InteropCase> chunked = Site.CHUNKS.stream().map(ResponseCases::chunkedCase);
        Stream<InteropCase> others = Stream.of(
                InteropCase.of("a large body of known length arrives octet by octet", talk -> large(talk, "/large")),
                InteropCase.of("a large chunked body arrives octet by octet", talk -> large(talk, "/large-chunked")),
                InteropCase.of("HEAD is answered without a body", ResponseCases::head),
                InteropCase.of("204 has no body", ResponseCases::noContent),
                InteropCase.of("a conditional request is answered with 304", ResponseCases::notModified),
                InteropCase.of("100 fields arrive in order", ResponseCases::manyFields),
                InteropCase.only(SENDING_TRAILERS, "trailers are kept apart from the fields", ResponseCases::trailers),
                InteropCase.only(SENDING_HINTS, "early hints come before the answer", ResponseCases::hints),
                InteropCase.only(SERVING_RANGES, "a range arrives with 206", ResponseCases::range));
        return Stream.concat(chunked, others).toList();
    }

    /// A condition that fails while the page is the same.
    static Fields unlessChangedSince(HttpResponse response) {
        return Fields.of(
                "If-None-Match", Objects.requireNonNull(response.fields().first("ETag")));
    }

    private static InteropCase chunkedCase(Site.Chunks chunks) {
        String sentence = chunks.count() + " chunks of " + chunks.size() + " octets arrive as one body";
        return InteropCase.of(sentence, talk -> chunked(talk, chunks));
    }

    private static void chunked(Talk talk, Site.Chunks chunks) throws ExchangeException {
        HttpResponse response = talk.get("/" + chunks.file());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(chunks.body());
        if (chunks.count() > 0) {
            assertThat(response.fields().first("Transfer-Encoding")).isEqualTo("chunked");
        }
        assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        talk.expectConnections(1);
    }

    private static void large(Talk talk, String path) throws ExchangeException {
        DigestingHandler received = new DigestingHandler();

        talk.client().exchange(talk.request(Door.PATIENT, "GET", path, Fields.NONE, RequestBody.none()), received);

        assertThat(received.octets()).isEqualTo(Site.LARGE_OCTETS);
        assertThat(received.hash()).isEqualTo(Site.largeHash());
        assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        assertThat(talk.client().pool().created()).isEqualTo(1);
    }

    private static void head(Talk talk) throws ExchangeException {
        HttpResponse response = talk.head("/small");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields().first("Content-Length")).isEqualTo("13");
        assertThat(response.body()).isEmpty();
        assertThat(talk.head("/chunked/3x5").body()).isEmpty();
        assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        talk.expectConnections(1);
    }

    private static void noContent(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/nothing");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        talk.expectConnections(1);
    }

    private static void notModified(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/small", unlessChangedSince(talk.get("/small")));

        assertThat(response.status()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(talk.get("/small", Fields.of("If-None-Match", "\"other\"")).text())
                .isEqualTo(Site.SMALL);
        talk.expectConnections(1);
    }

    private static void manyFields(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/fields");

        for (int i = 0; i < Site.FIELD_COUNT; i++) {
            assertThat(response.fields().all("x-field-" + i)).containsExactly("value " + i);
        }
        assertThat(response.text()).isEqualTo(Site.SMALL);
        talk.expectConnections(1);
    }

    private static void trailers(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/trailers");

        assertThat(response.text()).isEqualTo(Site.SMALL);
        assertThat(response.trailers()).containsExactly(new Field("X-Octets", "13"));
        assertThat(response.fields().first("X-Octets")).isNull();
        assertThat(talk.get("/small").trailers()).isEmpty();
        talk.expectConnections(1);
    }

    private static void hints(Talk talk) throws ExchangeException {
        DigestingHandler received = new DigestingHandler();

        talk.client().exchange(talk.request(Door.PATIENT, "GET", "/hints", Fields.NONE, RequestBody.none()), received);

        assertThat(received.interims()).contains(103);
        assertThat(received.status()).isEqualTo(200);
        assertThat(received.hash()).isEqualTo(Site.hash(Site.small()));
        assertThat(talk.get("/hints").text()).isEqualTo(Site.SMALL);
        assertThat(talk.client().pool().created()).isEqualTo(1);
    }

    private static void range(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/small", Fields.of("Range", "bytes=7-11"));

        assertThat(response.status()).isEqualTo(206);
        assertThat(response.text()).isEqualTo("World");
        assertThat(talk.get("/small", Fields.of("Range", "bytes=99-")).status()).isEqualTo(416);
        assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        talk.expectConnections(1);
    }
}
