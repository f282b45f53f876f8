package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;

/// Many exchanges at one time neither mix nor exceed the bound on connections.
abstract class ConcurrencyPromises extends Scene {
    private static final int MANY = 200;
    private static final int FEW = 10;

    /// No answer comes before all requests are there, so this ends only if they are all under way at one time.
    @ParameterizedTest
    @EnumSource
    void asManyExchangesAreUnderWayAsThereMayBeConnections(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(MANY));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);

        List<Future<HttpResponse>> answers = sendAll(way, client, i -> HttpRequest.get(peer.url("/?i=" + i)));
        Waiting.until(
                () -> "all requests are there: " + peer.requests().size(),
                () -> peer.requests().size() == MANY);
        assertThat(client.pool().leased()).isEqualTo(MANY);
        gate.open();

        for (int i = 0; i < MANY; i++) {
            assertThat(Waiting.resultOf(answers.get(i)).text()).isEqualTo("/?i=" + i);
        }
        assertThat(peer.connections()).isEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void exchangesBeyondTheBoundWaitTheirTurn(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(FEW));

        List<Future<HttpResponse>> answers = sendAll(way, client, i -> get("/bytes/" + 100 * i));

        for (int i = 0; i < MANY; i++) {
            assertThat(Waiting.resultOf(answers.get(i)).text()).isEqualTo(PatternCheck.pattern(100 * i));
        }
        assertThat(counters().connections()).isLessThanOrEqualTo(FEW);
        assertThat(counters().exchanges()).isEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void slowAnswersOverlap(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(MANY));

        List<Future<HttpResponse>> answers = sendAll(way, client, _ -> get("/delay/50"));

        for (Future<HttpResponse> answer : answers) {
            assertThat(Waiting.resultOf(answer).text()).isEqualTo("Hello, World!");
        }
        assertThat(counters().connections()).isLessThanOrEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void resultsBelongToTheirRequests(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(FEW));

        List<Future<HttpResponse>> answers = sendAll(way, client, this::variedRequest);

        for (int i = 0; i < MANY; i++) {
            assertThat(Waiting.resultOf(answers.get(i)).text()).contains(mark(i));
        }
    }

    @Test
    void oneRequestObjectMayBeUnderWayManyTimes() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(FEW));
        byte[] octets = RequestBodyPromises.octets(50_000);
        HttpRequest request = request("POST", "/echo", RequestBodyPromises.Marking.STREAMED_IN_CHUNKS.body(octets));

        for (Future<HttpResponse> answer : sendAll(Way.ASYNCHRONOUSLY, client, _ -> request)) {
            assertThat(Waiting.resultOf(answer).body()).isEqualTo(octets);
        }
    }

    @Test
    void failuresStayWithTheirExchanges() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(FEW));

        List<Future<HttpResponse>> answers =
                sendAll(Way.ASYNCHRONOUSLY, client, i -> get(i % 3 == 0 ? "/fault/truncate" : "/bytes/" + i));

        for (int i = 0; i < MANY; i++) {
            Future<HttpResponse> answer = answers.get(i);
            if (i % 3 == 0) {
                assertThat(failureOf(() -> Waiting.resultOf(answer)).kind()).isEqualTo("truncated");
            } else {
                assertThat(Waiting.resultOf(answer).body()).hasSize(i);
            }
        }
    }

    private HttpRequest variedRequest(int i) {
        return switch (i % 3) {
            case 0 -> get("/get?i=" + i + "&");
            case 1 -> request("POST", "/echo", RequestBody.of(mark(i).getBytes(StandardCharsets.US_ASCII)));
            default ->
                request("PUT", "/get?i=" + i + "&", RequestBodyPromises.Marking.STREAMED_IN_CHUNKS.body(new byte[i]));
        };
    }

    private static String mark(int i) {
        return "?i=" + i + "&";
    }

    private static List<Future<HttpResponse>> sendAll(Way way, HttpClient client, Numbered requests) {
        List<Future<HttpResponse>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(way.beginSend(client, requests.request(i)));
        }
        return answers;
    }

    private interface Numbered {
        HttpRequest request(int i);
    }
}
