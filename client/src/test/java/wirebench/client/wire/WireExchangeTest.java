package wirebench.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseCollector;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

final class WireExchangeTest {
    private static final HttpRequest GET = HttpRequest.get("http://host/x");

    private final WireExchange wire = wire(ClientConfig.DEFAULT.withBufferOctets(256));
    private final WrittenOctets to = new WrittenOctets();
    private final ResponseCollector collector = new ResponseCollector(1_000);

    @Test
    void aSmallRequestIsOneBufferful() throws Exception {
        wire.begin(GET, collector);

        assertThat(encoded()).isEqualTo("GET /x HTTP/1.1\r\nHost: host\r\n\r\n");
        assertThat(wire.request().encoded()).isTrue();
    }

    @Test
    void aLargeBodyTakesSeveralBuffersful() throws Exception {
        byte[] body = "0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII);
        wire.begin(HttpRequest.of("POST", Url.parse("http://host/"), Fields.NONE, RequestBody.of(body)), collector);

        StringBuilder sent = new StringBuilder();
        do {
            sent.append(encoded());
        } while (!wire.request().encoded());

        assertThat(sent.toString()).contains("Content-Length: 1000\r\n\r\n").endsWith("0123456789".repeat(100));
    }

    @Test
    void aResponseThatEndsWithTheInputLeavesTheConnectionReusable() throws Exception {
        sent(GET);

        assertThat(receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh")).isFalse();
        assertThat(wire.reusable()).isFalse();
        assertThat(receive("i")).isTrue();

        assertThat(wire.reusable()).isTrue();
        assertThat(collector.response().text()).isEqualTo("hi");
    }

    @Test
    void octetsBeyondTheResponseMakeTheConnectionUnusable() throws Exception {
        sent(GET);

        assertThat(receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\n\r\n"))
                .isTrue();

        assertThat(collector.response().text()).isEqualTo("hi");
        assertThat(wire.reusable()).isFalse();
    }

    @Test
    void aRequestThatClosesMakesTheConnectionUnusable() throws Exception {
        sent(HttpRequest.of("GET", Url.parse("http://host/"), Fields.of("Connection", "close"), RequestBody.none()));

        assertThat(receive("HTTP/1.1 204 No Content\r\n\r\n")).isTrue();

        assertThat(wire.reusable()).isFalse();
    }

    @Test
    void aResponseBeforeTheEndOfTheRequestMakesTheConnectionUnusable() throws Exception {
        byte[] body = new byte[1_000];
        wire.begin(HttpRequest.of("POST", Url.parse("http://host/"), Fields.NONE, RequestBody.of(body)), collector);
        encoded();

        assertThat(receive("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"))
                .isTrue();

        assertThat(wire.reusable()).isFalse();
    }

    @Test
    void aBodyUntilCloseIsCompleteAtTheEndOfInput() throws Exception {
        sent(GET);
        assertThat(receive("HTTP/1.1 200 OK\r\n\r\nrest")).isFalse();

        assertThat(wire.response().endOfInput().complete()).isTrue();

        assertThat(collector.response().text()).isEqualTo("rest");
        assertThat(wire.reusable()).isFalse();
    }

    @Test
    void anEndOfInputBeforeTheEndIsNoResponse() throws Exception {
        sent(GET);
        assertThat(wire.response().nothingReceived()).isTrue();
        assertThat(receive("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi")).isFalse();

        assertThat(wire.response().endOfInput().complete()).isFalse();
        assertThat(wire.response().nothingReceived()).isFalse();
    }

    @Test
    void octetsBeyondAResponseBelongToTheNextThatIsExpected() throws Exception {
        String first = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
        String second = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyou";
        for (int beyond = 0; beyond <= second.length(); beyond++) {
            ResponseCollector next = new ResponseCollector(1_000);
            sent(GET);
            wire.beginNext(GET);
            assertThat(encoded()).startsWith("GET /x ");

            assertThat(receive(first + second.substring(0, beyond))).isTrue();
            assertThat(wire.response().mayBeFollowed()).isTrue();
            assertThat(wire.response().state() == ResponseSide.State.SURPLUS).isEqualTo(beyond > 0);
            wire.expectNext(GET, next);
            assertThat(wire.response().received().complete()).isEqualTo(beyond == second.length());
            if (beyond < second.length()) {
                assertThat(receive(second.substring(beyond))).isTrue();
            }

            assertThat(wire.reusable()).isTrue();
            assertThat(next.response().text()).isEqualTo("you");
        }
    }

    private static WireExchange wire(ClientConfig config) {
        return new WireExchange(config, BufferSupply.of(config));
    }

    private void sent(HttpRequest request) throws Exception {
        wire.begin(request, collector);
        encoded();
    }

    private boolean receive(String octets) throws Exception {
        wire.response().in().put(octets.getBytes(StandardCharsets.ISO_8859_1));
        return wire.response().received().complete();
    }

    private String encoded() throws IOException {
        RequestSide.State _ = wire.request().encode();
        wire.request().write(to);
        return to.take();
    }
}
