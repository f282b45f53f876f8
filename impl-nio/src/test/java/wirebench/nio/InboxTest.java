package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import wirebench.client.Demand;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.protocol.ResponseHead;

class InboxTest {
    private static final HttpRequest GET = HttpRequest.get("http://127.0.0.1/");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ExchangeParts parts = new ExchangeParts();

    @Test
    void responseIsCompleteAtItsEnd() {
        start(new Recorder());
        parts.conduit.put("HTTP/1.1 200 OK\r\n");
        parts.conduit.put("Content-Length: 2\r\n\r\nok");
        assertThat(parts.read()).isEqualTo(Received.DRAINED);
        assertThat(parts.inbox.nothingReceived()).isFalse();
        assertThat(parts.read()).isEqualTo(Received.COMPLETE);
        assertThat(parts.inbox.drained()).isTrue();
    }

    @Test
    void thereMayBeMoreWhenAReadFillsItsBuffer() {
        start(new Recorder());
        parts.conduit.put("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));
        assertThat(parts.read()).isEqualTo(Received.MORE);
        Received last = Received.MORE;
        while (last == Received.MORE) {
            last = parts.read();
        }
        assertThat(last).isEqualTo(Received.COMPLETE);
    }

    @Test
    void nothingIsReadWhileTheHandlerPauses() {
        Demanding handler = new Demanding(Demand.LATER);
        start(handler);
        parts.conduit.put("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        parts.conduit.put("k");
        assertThat(parts.read()).isEqualTo(Received.PAUSED);
        assertThat(parts.read()).isEqualTo(Received.PAUSED);
        assertThat(parts.conduit.unread()).isEqualTo(1);
        handler.demand = Demand.MORE;
        assertThat(parts.inbox.resume()).isEqualTo(Received.MORE);
        assertThat(parts.read()).isEqualTo(Received.COMPLETE);
    }

    @Test
    void handlerThatWantsNoMoreOfALongResponseHasEnough() {
        start(new Demanding(Demand.NO_MORE));
        parts.conduit.put("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
        assertThat(parts.read()).isEqualTo(Received.ENOUGH);
    }

    @Test
    void restOfAShortResponseThatNobodyWantsIsRead() {
        start(new Demanding(Demand.NO_MORE));
        parts.conduit.put("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        parts.conduit.put("ok");
        assertThat(parts.read()).isEqualTo(Received.DRAINED);
        assertThat(parts.inbox.abandoned()).isTrue();
        assertThat(parts.read()).isEqualTo(Received.COMPLETE);
    }

    @Test
    void responseThatTheConnectionsEndCutsShortHasEnded() {
        start(new Recorder());
        parts.conduit.put("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        parts.conduit.end();
        assertThat(parts.read()).isEqualTo(Received.DRAINED);
        assertThat(parts.read()).isEqualTo(Received.ENDED);
        assertThat(parts.inbox.broken()).isNull();
    }

    @Test
    void responseThatTheConnectionsEndCompletesIsComplete() {
        start(new Recorder());
        parts.conduit.put("HTTP/1.1 200 OK\r\n\r\nok");
        parts.conduit.end();
        assertThat(parts.read()).isEqualTo(Received.DRAINED);
        assertThat(parts.read()).isEqualTo(Received.COMPLETE);
    }

    @Test
    void brokenConnectionSaysHow() {
        start(new Recorder());
        IOException how = new IOException("reset");
        parts.conduit.breaks(how);
        assertThat(parts.read()).isEqualTo(Received.ENDED);
        assertThat(parts.inbox.broken()).isSameAs(how);
        assertThat(parts.inbox.nothingReceived()).isTrue();
    }

    @Test
    void whatCannotBeDecodedIsAViolation() {
        start(new Recorder());
        parts.conduit.put("HTTP/1.1 2xx No\r\n\r\n");
        assertThat(parts.read()).isEqualTo(Received.UNDECODABLE);
        assertThat(parts.inbox.undecodable()).isInstanceOf(PeerViolation.class);
    }

    @Test
    void whatWasReadBeyondAResponseBelongsToTheNext() {
        start(new Recorder());
        start(new Recorder());
        parts.conduit.put(OK + OK);
        assertThat(parts.read()).isEqualTo(Received.COMPLETE);
        parts.inbox.pollFirst();
        parts.inbox.expect(Objects.requireNonNull(parts.inbox.first()), true);
        assertThat(parts.inbox.readSurplus()).isEqualTo(Received.COMPLETE);
        parts.inbox.pollFirst();
        assertThat(parts.read()).isEqualTo(Received.NOTHING);
    }

    @Test
    void nothingIsToldOfAnExchangeThatItsHandlerEnds() {
        Recorder handler = new Recorder() {
            @Override
            public void body(ByteBuffer slice) {
                parts.inbox.pollFirst();
            }
        };
        start(handler);
        parts.conduit.put("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
        assertThat(parts.read()).isEqualTo(Received.NOTHING);
        assertThat(parts.read()).isEqualTo(Received.NOTHING);
    }

    private void start(Recorder handler) {
        assertThat(parts.begin(GET, handler)).isEqualTo(Sent.WRITTEN);
    }

    /// Wants what it is told to want once it has the head.
    private static final class Demanding extends Recorder {
        Demand demand;

        Demanding(Demand demand) {
            this.demand = demand;
        }

        @Override
        public void head(ResponseHead head) {}

        @Override
        public Demand demand() {
            return demand;
        }
    }
}
