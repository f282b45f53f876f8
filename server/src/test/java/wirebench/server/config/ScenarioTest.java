package wirebench.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.LoopbackServer;
import wirebench.server.RawClient;
import wirebench.server.http.Sending;

/// Every scenario that answers, over a socket.
public class ScenarioTest {
    private LoopbackServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT.withMaxBodyOctets(10_000_000));
        client = RawClient.open(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    public static String pattern(int octets) {
        StringBuilder pattern = new StringBuilder(octets);
        for (int i = 0; i < octets; i++) {
            pattern.append((char) ('a' + i % 26));
        }
        return pattern.toString();
    }

    @Test
    void listSaysWhatANumberIsThatIsLeftOut() {
        for (Scenario scenario : Scenario.values()) {
            assertThat(scenario.parameters())
                    .filteredOn(parameter -> parameter.presumed() != 0)
                    .allSatisfy(
                            parameter -> assertThat(scenario.sentence()).contains("(" + parameter.presumed() + ")"));
        }
    }

    @Test
    void plaintextIsThirteenOctetsWithTheUsualFields() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/plaintext"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hello, World!");
        assertThat(response.field("Content-Length")).isEqualTo("13");
        assertThat(response.field("Content-Type")).isEqualTo("text/plain");
        assertThat(response.field("Server")).isEqualTo("wirebench");
        assertThat(response.field("Date")).matches("..., \\d\\d ... 20\\d\\d \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(response.fields()).hasSize(4);
    }

    @Test
    void jsonIsAMessage() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/json"));
        assertThat(response.body()).isEqualTo("{\"message\":\"Hello, World!\"}");
        assertThat(response.field("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 26, 27, 1000, 65_000, 65_536, 65_537, 131_072, 200_000, 5_000_001})
    void bytesAreThePattern(int octets) throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/bytes/" + octets));
        assertThat(response.body()).isEqualTo(pattern(octets));
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 4", "1000, 1", "5, 100000", "1, 1000000", "3, 65536", "200, 333"})
    void chunksAreThePattern(int chunks, int size) throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/chunked/" + chunks + "x" + size));
        assertThat(response.body()).isEqualTo(pattern(chunks * size));
        assertThat(response.trailers()).isEmpty();
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
    }

    @Test
    void trailersComeOnRequest() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/chunked/3x40000?trailers=1"));
        assertThat(response.field("Trailer")).isEqualTo("X-Octets, X-Chunks");
        assertThat(response.trailers()).containsExactly("X-Octets: 120000", "X-Chunks: 3");
    }

    @Test
    void clientOfVersion10GetsChunksAsOneBodyThatEndsWithTheConnection() throws IOException {
        RawClient.Response response =
                client.exchange("GET /chunked/3x100000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(response.field("Transfer-Encoding")).isEmpty();
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(response.body()).isEqualTo(pattern(300_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30})
    void delayAnswersNoEarlierThanAsked(int millis) throws IOException {
        long startNanos = System.nanoTime();
        assertThat(client.exchange(RawClient.get("/delay/" + millis)).body()).isEqualTo("Hello, World!");
        assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(millis * 1_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 70_000, 3_000_000})
    void echoSendsBackABodyOfAnyLength(int octets) throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + octets + "\r\n\r\n";
        try (Sending _ = Sending.start(client, head + pattern(octets))) {
            RawClient.Response response = client.receive();
            assertThat(response.body()).isEqualTo(pattern(octets));
            assertThat(response.field("Content-Length")).isEqualTo(String.valueOf(octets));
        }
    }

    @Test
    void echoSendsBackChunksAsChunks() throws IOException {
        String chunk = Integer.toHexString(50_000) + "\r\n" + pattern(50_000) + "\r\n";
        String head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Sending _ = Sending.start(client, head + chunk.repeat(20) + "0\r\nX-Dropped: yes\r\n\r\n")) {
            RawClient.Response response = client.receive();
            assertThat(response.body()).isEqualTo(pattern(50_000).repeat(20));
            assertThat(response.trailers()).isEmpty();
        }
    }

    @Test
    void echoWithoutABodyIsEmpty() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/echo"));
        assertThat(response.field("Content-Length")).isEqualTo("0");
    }

    @Test
    void getTellsTheRequestAsReceived() throws IOException {
        RawClient.Response response =
                client.exchange("BREW /get?a=%20b HTTP/1.1\r\nhost: a\r\nX-Twice: 1\r\nX-Twice:  2 \r\n\r\n");
        assertThat(response.body())
                .isEqualTo("{\"method\":\"BREW\",\"target\":\"/get?a=%20b\",\"version\":\"HTTP/1.1\","
                        + "\"headers\":[[\"host\",\"a\"],[\"X-Twice\",\"1\"],[\"X-Twice\",\"2\"]]}");
        assertThat(client.exchange("GET /get HTTP/1.0\r\n\r\n").body())
                .isEqualTo("{\"method\":\"GET\",\"target\":\"/get\",\"version\":\"HTTP/1.0\",\"headers\":[]}");
    }

    @Test
    void getRemembersTheHeadWhileALongBodyIsRead() throws IOException {
        String body = pattern(1_000_000);
        String request = "POST /get HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + body;
        assertThat(client.exchange(request).body()).contains("[\"Host\",\"a\"],[\"Content-Length\",\"1000000\"]");
    }

    @ParameterizedTest
    @CsvSource({"200, 4", "201, 4", "301, 4", "404, 4", "503, 4", "599, 4", "205, 0"})
    void statusIsTheOneAskedFor(int status, String length) throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/status/" + status));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Content-Length")).isEqualTo(length);
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void statusWithoutABodySaysNothingOfALength(int status) throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/status/" + status));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Content-Length")).isEmpty();
        assertThat(client.exchange(RawClient.get("/plaintext")).body()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @CsvSource({"/close, 1024", "/close?octets=0, 0", "/close?octets=300000, 300000"})
    void closeEndsTheBodyWithTheConnection(String target, int octets) throws IOException {
        RawClient.Response response = client.exchange(RawClient.get(target));
        assertThat(response.field("Content-Length")).isEmpty();
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(response.body()).isEqualTo(pattern(octets));
    }

    @Test
    void fieldsMakeALargeHead() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/fields/3000?octets=100"));
        assertThat(response.fields()).hasSize(3004).contains("X-Field-2999: " + pattern(100));
        assertThat(response.body()).isEqualTo("Hello, World!");
    }

    @Test
    void listNamesEveryScenario() throws IOException {
        String list = client.exchange(RawClient.get("/")).body();
        for (Scenario scenario : Scenario.values()) {
            assertThat(list).contains(scenario.path()).contains(scenario.sentence());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plaintext",
                "/json",
                "/bytes/100000",
                "/chunked/3x4",
                "/get",
                "/status/404",
                "/fields/2",
                "/",
                "/delay/1"
            })
    void headIsAnsweredLikeGetWithoutTheBody(String target) throws IOException {
        RawClient.Response get = client.exchange(RawClient.get(target));
        RawClient.Response head = client.exchange("HEAD " + target + " HTTP/1.1\r\nHost: test\r\n\r\n");
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.fields().stream().map(field -> field.replaceAll(":.*", "")))
                .containsExactlyElementsOf(get.fields().stream()
                        .map(field -> field.replaceAll(":.*", ""))
                        .toList());
        assertThat(client.exchange(RawClient.get("/plaintext")).body()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @EnumSource
    void unknownMethodsAreRefusedWhereOnlyReadingMakesSense(Scenario scenario) throws IOException {
        if (scenario.methods() == Scenario.Methods.READ) {
            String target = scenario.path().replaceAll("\\[.*", "").replaceAll("N|CHUNKS|SIZE", "1");
            RawClient.Response response =
                    client.exchange("DELETE " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.field("Allow")).isEqualTo("GET, HEAD");
            assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        }
    }

    @Test
    void unknownPathIsNotFoundAndTheConnectionStays() throws IOException {
        assertThat(client.exchange(RawClient.get("/nowhere")).status()).isEqualTo(404);
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
    }

    @Test
    void absoluteFormIsUnderstood() throws IOException {
        assertThat(client.exchange(RawClient.get("http://elsewhere:1/plaintext"))
                        .body())
                .isEqualTo("Hello, World!");
    }

    @Test
    void clientOfVersion10KeepsItsConnectionIfItAsks() throws IOException {
        String request = "GET /plaintext HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        assertThat(client.exchange(request).field("Connection")).isEqualTo("keep-alive");
        assertThat(client.exchange(request).field("Connection")).isEqualTo("keep-alive");
        assertThat(client.exchange("GET /plaintext HTTP/1.0\r\n\r\n").field("Connection"))
                .isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void clientThatExpectsIsToldToContinueBeforeItSends() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.receive().status()).isEqualTo(100);
        client.send("hi");
        assertThat(client.receive().body()).isEqualTo("hi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET /plaintext HTTP/1.1~~",
                "400 | NONSENSE~~",
                "400 | GET * HTTP/1.1~Host: a~~",
                "400 | GET /status/150 HTTP/1.1~Host: a~~",
                "400 | POST /plaintext HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~",
                "413 | POST /echo HTTP/1.1~Host: a~Content-Length: 10000001~~",
                "413 | POST /get HTTP/1.1~Host: a~Transfer-Encoding: chunked~~fffffff~",
                "417 | GET /plaintext HTTP/1.1~Host: a~Expect: something~~",
                "501 | GET /plaintext HTTP/1.1~Host: a~Transfer-Encoding: gzip~~",
                "505 | GET /plaintext HTTP/3.0~Host: a~~",
            })
    void badRequestIsAnsweredOnceAndTheConnectionCloses(int status, String request) throws IOException {
        client.send(request.replace("~", "\r\n") + RawClient.get("/plaintext"));
        RawClient.Response response = client.receive();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void refusalArrivesAlthoughTheClientIsStillSending() throws IOException {
        String huge = "X: " + "y".repeat(1_000_000) + "\r\n\r\n";
        try (Sending _ = Sending.start(client, "GET /plaintext HTTP/1.1\r\nHost: a\r\n" + huge)) {
            assertThat(client.receive().status()).isEqualTo(431);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void tooLongATargetIsAnsweredWith414() throws IOException {
        assertThat(client.exchange(RawClient.get("/" + "x".repeat(9000))).status())
                .isEqualTo(414);
    }
}
