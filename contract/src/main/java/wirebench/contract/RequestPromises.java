package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Scheme;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

/// Methods, targets and fields arrive as the caller gave them.
abstract class RequestPromises extends Scene {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void methodReachesTheServer(String method) throws ExchangeException {
        HttpResponse response = client().send(request(method, "/get?a=b&c", RequestBody.none()));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text())
                .contains("\"method\":\"" + method + "\"")
                .contains("\"target\":\"/get?a=b&c\"")
                .contains("\"version\":\"HTTP/1.1\"");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerToHeadHasNoBodyWhateverItsLengthSays(Way way) throws ExchangeException {
        HttpClient client = client();

        HttpResponse response = way.send(client, request("HEAD", "/bytes/1000", RequestBody.none()));
        HttpResponse next = way.send(client, get("/plaintext"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields().first("Content-Length")).isEqualTo("1000");
        assertThat(response.body()).isEmpty();
        assertThat(next.text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROB", "get", "M-SEARCH", "!#$%&'*+-.^_`|~09azAZ"})
    void anyTokenIsAMethod(String method) throws ExchangeException {
        RawPeer peer = peerThatSaysOk();

        client().send(HttpRequest.of(method, Url.parse(peer.url("/x")), Fields.NONE, RequestBody.none()));

        assertThat(peer.requests()).singleElement().asString().startsWith(method + " /x HTTP/1.1\r\n");
    }

    @Test
    void optionsOfTheWholeServerAsksForAnAsterisk() throws ExchangeException {
        RawPeer peer = peerThatSaysOk();
        Url wholeServer = new Url(Scheme.HTTP, "127.0.0.1", peer.port(), "*");

        client().send(HttpRequest.of("OPTIONS", wholeServer, Fields.NONE, RequestBody.none()));

        assertThat(peer.requests())
                .containsExactly("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port() + "\r\n\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void octetsOnTheWireAreExactlyTheRequest(Way way) throws ExchangeException {
        RawPeer peer = peerThatSaysOk();
        Fields fields = Fields.of("X-One", "1", "x-two", "a, b", "X-One", "");

        way.send(client(), HttpRequest.of("POST", Url.parse(peer.url("/p?q=%20#f")), fields, RequestBody.of(new byte[] {
            'h', 'i'
        })));

        assertThat(peer.requests())
                .containsExactly("POST /p?q=%20 HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port()
                        + "\r\nX-One: 1\r\nx-two: a, b\r\nX-One: \r\nContent-Length: 2\r\n\r\nhi");
    }

    @Test
    void fieldsReachTheServerInOrderAndUnchanged() throws ExchangeException {
        Fields fields = Fields.of("X-Latin", "caf\u00e9", "X-Tab", "a\tb", "X-Twice", "1", "X-Twice", "2");

        HttpResponse response =
                client().send(HttpRequest.of("GET", Url.parse(serverUrl() + "/get"), fields, RequestBody.none()));

        assertThat(response.text())
                .contains(
                        "[\"X-Latin\",\"caf\\u00e9\"],[\"X-Tab\",\"a\\u0009b\"],[\"X-Twice\",\"1\"],[\"X-Twice\",\"2\"]");
    }

    @Test
    void hostIsSentOnceAndFirst() throws ExchangeException {
        HttpResponse response = client().send(get("/get"));

        assertThat(response.text())
                .contains("\"headers\":[[\"Host\",\"" + serverUrl().substring("http://".length()) + "\"]")
                .containsOnlyOnce("Host");
    }

    @Test
    void hostOfTheCallersReplacesOurs() throws ExchangeException {
        HttpResponse response = client().send(HttpRequest.of(
                "GET", Url.parse(serverUrl() + "/get"), Fields.of("Host", "example.org"), RequestBody.none()));

        assertThat(response.text()).contains("[\"Host\",\"example.org\"]").containsOnlyOnce("Host");
    }

    @Test
    void headLargerThanTheBufferArrivesWhole() throws ExchangeException {
        String value = PatternCheck.pattern(3000);
        RawPeer peer = peerThatSaysOk();
        HttpClient client = client(ClientConfig.DEFAULT.withBufferOctets(256));

        HttpResponse response = client.send(
                HttpRequest.of("GET", Url.parse(peer.url("/")), Fields.of("X-Long", value), RequestBody.none()));

        assertThat(response.text()).isEqualTo("ok");
        assertThat(peer.requests()).singleElement().asString().endsWith("\r\nX-Long: " + value + "\r\n\r\n");
    }

    @Test
    void aNameIsResolved() throws ExchangeException {
        String named = serverUrl().replace("127.0.0.1", "localhost");

        assertThat(client().send(HttpRequest.get(named + "/plaintext")).text()).isEqualTo("Hello, World!");
    }

    @Test
    void oneRequestMayBeSentManyTimes() throws ExchangeException {
        HttpRequest request = request("PUT", "/echo", RequestBody.of(new byte[] {'x'}));
        HttpClient client = client();

        for (int i = 0; i < 5; i++) {
            assertThat(client.send(request).text()).isEqualTo("x");
        }
    }

    private RawPeer peerThatSaysOk() {
        return peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say(OK);
            }
        });
    }
}
