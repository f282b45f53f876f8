package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.ServerConfig;

class BearerTest {
    private LoopbackServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT.withBearerToken("s3cret.token=="));
        client = RawClient.open(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private RawClient.Response ask(String fields) throws IOException {
        return client.exchange("GET /auth/bearer HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer s3cret.token==\r\n",
                "authorization:bearer   s3cret.token== \r\n",
                "X: y\r\nAUTHORIZATION: BEARER s3cret.token==\r\nZ: z\r\n",
            })
    void tokenIsLetIn(String fields) throws IOException {
        assertThat(ask(fields).body()).isEqualTo("Hello, World!");
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer s3cret.token=\r\n",
                "Authorization: Bearer s3cret.token===\r\n",
                "Authorization: Bearer S3cret.token==\r\n",
                "Authorization: Bearer\r\n",
                "Authorization:\r\n",
                "Authorization: Basic s3cret.token==\r\n",
                "Authorization: s3cret.token==\r\n",
                "Proxy-Authorization: Bearer s3cret.token==\r\n",
            })
    void everythingElseIsTurnedAwayWithTheScheme(String fields) throws IOException {
        RawClient.Response response = ask(fields);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.field("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
    }

    @Test
    void tokenIsRememberedWhileALongBodyIsRead() throws IOException {
        String head = "POST /auth/bearer HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer s3cret.token==\r\n";
        String body = "x".repeat(200_000);
        assertThat(client.exchange(head + "Content-Length: 200000\r\n\r\n" + body)
                        .status())
                .isEqualTo(200);
    }
}
