package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import wirebench.client.ExchangeException;
import wirebench.client.HttpResponse;
import wirebench.protocol.Fields;

/// Connections that last.
final class ConnectionCases {
    private static final int IN_SEQUENCE = 50;
    private static final int AT_ONCE = 200;

    private ConnectionCases() {}

    static List<InteropCase> all() {
        return List.of(
                InteropCase.of("exchanges in sequence share one connection", ConnectionCases::inSequence),
                InteropCase.of("one connection lasts through every kind of answer", ConnectionCases::everyKindInTurn),
                InteropCase.of("200 exchanges at once are answered", ConnectionCases::atOnce));
    }

    private static void inSequence(Talk talk) throws ExchangeException {
        for (int i = 0; i < IN_SEQUENCE; i++) {
            assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        }
        talk.expectConnections(1);
    }

    private static void everyKindInTurn(Talk talk) throws ExchangeException {
        for (int round = 0; round < 3; round++) {
            HttpResponse small = talk.get("/small");
            Fields condition = ResponseCases.unlessChangedSince(small);
            assertThat(small.text()).isEqualTo(Site.SMALL);
            assertThat(talk.head("/small").status()).isEqualTo(200);
            assertThat(talk.get("/small", condition).status()).isEqualTo(304);
            assertThat(talk.get("/nothing").status()).isEqualTo(204);
            assertThat(talk.get("/no-such-page").status()).isEqualTo(404);
            assertThat(talk.head("/no-such-page").status()).isEqualTo(404);
            assertThat(talk.get("/chunked/300x77").body()).hasSize(300 * 77);
            assertThat(talk.head("/chunked/300x77").body()).isEmpty();
            assertThat(talk.get("/fields").text()).isEqualTo(Site.SMALL);
        }
        talk.expectConnections(1);
    }

    /// More exchanges than the client may open connections.
    private static void atOnce(Talk talk) throws Exception {
        List<CompletableFuture<HttpResponse>> started = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            started.add(
                    switch (i % 4) {
                        case 0 -> talk.start("GET", "/small");
                        case 1 -> talk.start("HEAD", "/small");
                        case 2 -> talk.start("GET", "/chunked/40x4096");
                        default -> talk.start("GET", "/nothing");
                    });
        }
        for (int i = 0; i < AT_ONCE; i++) {
            HttpResponse response = started.get(i).get(20, TimeUnit.SECONDS);
            assertThat(response.status()).isEqualTo(i % 4 == 3 ? 204 : 200);
            assertThat(response.body()).hasSize(i % 4 == 0 ? Site.SMALL.length() : i % 4 == 2 ? 40 * 4096 : 0);
        }
        assertThat(talk.client().pool().created())
                .isBetween(1L, (long) talk.client().config().pool().maxConnections());
        assertThat(talk.connectionsThatTheServerSaw())
                .isEqualTo((int) talk.client().pool().created());
    }
}
