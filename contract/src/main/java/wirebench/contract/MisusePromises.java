package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// A caller's mistake is told to the caller, and not an octet of it reaches the server.
abstract class MisusePromises extends Scene {
    private static final String INJECTED = "x\r\nX-Injected: 1";

    @AfterEach
    void nothingReachedTheServer() {
        assertThat(counters().connections()).isZero();
        assertThat(counters().octetsIn()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void closedClientTakesNoExchange(Way way) {
        HttpClient client = client();
        client.close();

        assertThatThrownBy(() -> way.send(client, get("/plaintext"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> way.exchange(client, get("/plaintext"), new PatternCheck(), Deadline.NEVER))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "plaintext", "ftp://127.0.0.1/", "http://", "http:///x", "http://a b/"})
    void textThatIsNoUrlIsRefused(String text) {
        assertThatThrownBy(() -> send(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b",
                "/a\r\nX-Injected: 1",
                "/\u0000",
                "/caf\u00e9",
                "/a|b",
                "/<a>",
                "/{a}",
                "/a^",
                "/?\"a\"",
                "/a\\b",
                "/`",
                "/%zz"
            })
    void targetThatIsNoneIsRefused(String target) {
        assertThatThrownBy(() -> send(serverUrl() + target)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GE T", "GET\r\n", "G\u00c9T"})
    void methodThatIsNoTokenIsRefused(String method) {
        assertThatThrownBy(() -> client().send(request(method, "/", RequestBody.none())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fieldThatWouldInjectAnotherIsRefused() {
        assertThatThrownBy(() -> sendWith("X-Field", INJECTED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sendWith(INJECTED, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sendWith("Host", INJECTED)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding"})
    void framingIsNotTheCallersToSet(String name) {
        assertThatThrownBy(() -> sendWith(name, "5")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deadlineBeforeNowIsRefused() {
        HttpClient client = client();

        assertThatThrownBy(() -> client.exchange(get("/plaintext"), new PatternCheck(), Deadline.in(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void send(String url) throws ExchangeException {
        client().send(HttpRequest.get(url));
    }

    private void sendWith(String name, String value) throws ExchangeException {
        client().send(HttpRequest.of(
                "GET", Url.parse(serverUrl() + "/plaintext"), Fields.of(name, value), RequestBody.none()));
    }
}
