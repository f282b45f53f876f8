package wirebench.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import wirebench.client.Demand;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;
import wirebench.client.wire.ResponseSide.State;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// Walks the arrows of the diagram.
final class ResponseSideTest {
    private static final HttpRequest GET = HttpRequest.get("http://host/x");
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

    private final ClientConfig config =
            ClientConfig.DEFAULT.withBufferOctets(256).withDrainOctets(100);
    private final WireExchange wire = new WireExchange(config, BufferSupply.of(config));
    private final ResponseSide response = wire.response();
    private final Wanting handler = new Wanting();

    @Test
    void aHeadThenABodyThenTheEnd() throws Exception {
        assertThat(response.state()).isEqualTo(State.NONE);
        begin();
        assertThat(response.state()).isEqualTo(State.HEAD);

        assertThat(receive("HTTP/1.1 200 OK\r\nContent-")).isEqualTo(State.HEAD);
        assertThat(receive("Length: 4\r\n\r\nab")).isEqualTo(State.BODY);
        assertThat(receive("cd")).isEqualTo(State.COMPLETE);

        assertThat(handler.heard.toString()).isEqualTo("200 ab cd .");
    }

    @Test
    void aHandlerThatWantsNothingForNowIsToldNothing() throws Exception {
        handler.demand = Demand.LATER;
        begin();

        assertThat(receive(HEAD + "abcd")).isEqualTo(State.PAUSED);
        assertThat(response.resume()).isEqualTo(State.PAUSED);
        assertThat(handler.heard.toString()).isEqualTo("200 ");
        handler.demand = Demand.MORE;

        assertThat(response.resume()).isEqualTo(State.COMPLETE);
        assertThat(handler.heard.toString()).isEqualTo("200 abcd .");
    }

    @Test
    void aHandlerThatThrowsInAPauseIsPausedNoMore() throws Exception {
        handler.demand = Demand.LATER;
        begin();
        receive(HEAD);
        handler.refusesDemand = true;

        assertThatThrownBy(response::resume).isInstanceOf(IllegalStateException.class);

        assertThat(response.state()).isEqualTo(State.BODY);
    }

    @Test
    void aHandlerThatWantsNothingAnyMoreIsNotEvenToldTheEnd() throws Exception {
        handler.demand = Demand.NO_MORE;
        begin();

        assertThat(receive(HEAD + "ab")).isEqualTo(State.ABANDONED);
        assertThat(response.worthDraining()).isTrue();
        assertThat(receive("cd")).isEqualTo(State.COMPLETE);

        assertThat(handler.heard.toString()).isEqualTo("200 ");
        assertThat(response.mayBeFollowed()).isTrue();
    }

    @Test
    void moreThanMayBeDiscardedIsNotWorthDraining() throws Exception {
        handler.demand = Demand.NO_MORE;
        begin();

        receive("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\nab");

        assertThat(response.worthDraining()).isFalse();
    }

    @Test
    void whatIsReadBeyondTheEndIsASurplus() throws Exception {
        begin();

        assertThat(receive(HEAD + "abcdH")).isEqualTo(State.SURPLUS);
        wire.clear();

        assertThat(response.state()).isEqualTo(State.SURPLUS);
    }

    @Test
    void aHandlerThatThrowsAtTheEndLeavesTheResponseIncomplete() throws Exception {
        handler.refusesEnd = true;
        begin();

        assertThatThrownBy(() -> receive(HEAD + "abcd")).isInstanceOf(IllegalStateException.class);

        assertThat(response.state()).isEqualTo(State.BODY);
        assertThat(response.mayBeFollowed()).isFalse();
    }

    @Test
    void theHeadHasComeWhenTheHandlerIsToldOfIt() throws Exception {
        begin();

        receive(HEAD);

        assertThat(handler.receivedInHead).isTrue();
    }

    private void begin() {
        wire.begin(GET, handler);
    }

    private State receive(String octets) throws Exception {
        response.in().put(octets.getBytes(StandardCharsets.ISO_8859_1));
        return response.received();
    }

    private final class Wanting implements ResponseHandler {
        final StringBuilder heard = new StringBuilder();
        Demand demand = Demand.MORE;
        boolean refusesDemand;
        boolean refusesEnd;
        boolean receivedInHead;

        @Override
        public void head(ResponseHead head) {
            receivedInHead = response.headReceived();
            heard.append(head.status()).append(' ');
        }

        @Override
        public Demand demand() {
            if (refusesDemand) {
                throw new IllegalStateException("refused");
            }
            return demand;
        }

        @Override
        public void body(ByteBuffer slice) {
            heard.append(StandardCharsets.ISO_8859_1.decode(slice)).append(' ');
        }

        @Override
        public void end(FieldSection trailers) {
            if (refusesEnd) {
                throw new IllegalStateException("refused");
            }
            heard.append('.');
        }
    }
}
