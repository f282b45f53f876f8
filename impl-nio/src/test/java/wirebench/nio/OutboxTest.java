package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wirebench.client.ExchangeFailure;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.BodySource;
import wirebench.protocol.Fields;

class OutboxTest {
    private static final HttpRequest GET = HttpRequest.get("http://127.0.0.1/");

    private final ExchangeParts parts = new ExchangeParts();

    @Test
    void whatThereIsRoomForIsWrittenAtOnce() {
        assertThat(parts.begin(GET, new Recorder())).isEqualTo(Sent.WRITTEN);
        assertThat(parts.conduit.written()).startsWith("GET / HTTP/1.1\r\n").endsWith("\r\n\r\n");
        assertThat(parts.outbox.busy()).isFalse();
    }

    @Test
    void whatThereIsNoRoomForIsWrittenLater() {
        parts.conduit.room(10);
        assertThat(parts.begin(GET, new Recorder())).isEqualTo(Sent.BLOCKED);
        assertThat(parts.continueWriting()).isEqualTo(Sent.BLOCKED);
        assertThat(parts.outbox.busy()).isTrue();
        parts.conduit.room(1_000);
        assertThat(parts.continueWriting()).isEqualTo(Sent.WRITTEN);
        assertThat(parts.conduit.written()).startsWith("GET / HTTP/1.1\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void bodyThatWaitsToBeAskedForIsHeldUntilItIsReleased() {
        HttpRequest request = post(RequestBody.of(new byte[] {'x'}), Fields.of("Expect", "100-continue"));
        assertThat(parts.begin(request, new Recorder())).isEqualTo(Sent.HELD);
        assertThat(parts.outbox.holdsBody()).isTrue();
        parts.outbox.releaseBody();
        assertThat(parts.continueWriting()).isEqualTo(Sent.WRITTEN);
        assertThat(parts.conduit.written()).endsWith("\r\n\r\nx");
    }

    @Test
    void bodyThatHasNothingToSendStarvesTheRequest() {
        AtomicInteger asked = new AtomicInteger();
        HttpRequest request = post(out -> {
            int octets = asked.getAndIncrement() < 2 ? 0 : 1;
            out.put("x".getBytes(StandardCharsets.US_ASCII), 0, octets);
            return octets;
        });
        assertThat(parts.begin(request, new Recorder())).isEqualTo(Sent.STARVED);
        assertThat(parts.outbox.tellsOfBody(() -> {})).isFalse();
        assertThat(parts.continueWriting()).isEqualTo(Sent.WRITTEN);
    }

    @Test
    void connectionThatCannotBeWrittenToIsBroken() {
        IOException how = new IOException("reset");
        parts.conduit.breaks(how);
        assertThat(parts.begin(GET, new Recorder())).isEqualTo(Sent.BROKEN);
        assertThat(parts.outbox.broken()).isSameAs(how);
        assertThat(parts.outbox.busy()).isFalse();
        assertThat(parts.continueWriting()).isEqualTo(Sent.NOTHING);
    }

    @Test
    void requestWhoseBodyCannotBeReadFails() {
        HttpRequest request = post(_ -> {
            throw new IOException("gone");
        });
        assertThat(parts.begin(request, new Recorder())).isEqualTo(Sent.FAILED);
        assertThat(parts.outbox.broken()).isNull();
        assertThat(parts.outbox.failure())
                .isInstanceOf(ExchangeFailure.class)
                .hasMessageContaining("could not be read");
    }

    @Test
    void whatABodyThrowsIsHowTheRequestFails() {
        IllegalStateException mistake = new IllegalStateException("a mistake");
        HttpRequest request = post(_ -> {
            throw mistake;
        });
        assertThat(parts.begin(request, new Recorder())).isEqualTo(Sent.FAILED);
        assertThat(parts.outbox.failure()).isSameAs(mistake);
    }

    @Test
    void nothingIsLeftToWriteOfAnExchangeThatItsBodyEnds() {
        HttpRequest request = post(out -> {
            parts.outbox.stop();
            out.put((byte) 'x');
            return 1;
        });
        assertThat(parts.begin(request, new Recorder())).isEqualTo(Sent.NOTHING);
        assertThat(parts.continueWriting()).isEqualTo(Sent.NOTHING);
    }

    private static HttpRequest post(BodySource source) {
        return post(RequestBody.of(1, () -> source), Fields.NONE);
    }

    private static HttpRequest post(RequestBody body, Fields fields) {
        return HttpRequest.of("POST", Url.parse("http://127.0.0.1/"), fields, body);
    }
}
