package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpResponse;
import wirebench.client.StreamedResponse;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolConfig;

/// A client keeps its connections as its pool's policies say, and tells what became of them.
abstract class PoolPromises extends Scene {
    private static final int THOUSAND = 1_000;

    @Test
    void connectionsThatOneMayWantAreOpenedBeforehand() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMinIdle(3));

        client.send(get("/plaintext"));

        Waiting.until("three are idle", () -> client.pool().idle() >= 3);
        Waiting.until(
                "both ends count", () -> client.pool().created() == counters().connections());
        assertThat(counters().connections()).isBetween(3L, 4L); // that of the exchange may be one of them
    }

    @Test
    void connectionsThatWentAreReplaced() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMinIdle(2).withMaxUses(1));

        for (int i = 0; i < 5; i++) {
            client.send(get("/plaintext"));
        }

        Waiting.until("two are idle", () -> client.pool().idle() == 2);
        assertThat(client.pool().closedBy()).containsEntry(CloseReason.USES, 5L);
    }

    @Test
    void aMinimumThatCannotBeHadFailsNoExchange() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMinIdle(2).withMaxConnections(2));

        List<Future<HttpResponse>> answers = sendAll(client, 20, "/delay/5");
        for (Future<HttpResponse> answer : answers) {
            assertThat(Waiting.resultOf(answer).status()).isEqualTo(200);
        }

        assertThat(counters().connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void aConnectionServesNoMoreExchangesThanItMay() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMaxUses(2));

        for (int i = 0; i < 6; i++) {
            client.send(get("/plaintext"));
        }

        awaitQuiet(client);
        assertThat(counters().connections()).isEqualTo(3);
        assertThat(client.pool().closedBy()).containsEntry(CloseReason.USES, 3L);
    }

    @Test
    void anOldConnectionIsClosedAlthoughItIsUsed() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMaxLifetime(Brief.TIMEOUT, 0));
        client.send(get("/plaintext"));
        Waiting.elapse(Brief.TIMEOUT);

        client.send(get("/plaintext"));

        Waiting.until("it is closed", () -> client.pool().closedBy().containsKey(CloseReason.LIFETIME));
        client.send(get("/plaintext")); // the one before may have been faster than whoever closes old connections
        assertThat(counters().connections()).isGreaterThan(1);
    }

    @Test
    void anIdleConnectionIsClosedInTimeWithoutBeingAskedFor() throws ExchangeException {
        HttpClient client = client(pool -> pool.withIdleTimeout(Brief.TIMEOUT));
        client.send(get("/plaintext"));

        Waiting.until("it is closed", () -> client.pool().closedBy().containsKey(CloseReason.IDLE));
        Waiting.until("the server sees it", () -> counters().openConnections() == 0);
    }

    @Test
    void everyConnectionIsClosedForAReason() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT);
        client.send(get("/plaintext"));
        failureOf(() -> client.send(get("/fault/truncate")));
        client.send(get("/plaintext"));
        awaitQuiet(client);
        client.close();

        assertThat(client.pool().closedBy())
                .containsEntry(CloseReason.FAILED, 1L)
                .containsEntry(CloseReason.CLIENT_CLOSED, 1L);
    }

    @Test
    void aResponseThatNobodyClosesIsReportedWithThePlaceWhereItWasOpened() throws ExchangeException {
        HttpClient client = client(pool -> pool.withLeakAfter(Brief.TIMEOUT));

        try (StreamedResponse forgotten = client.open(get("/bytes/10000000"))) {
            Waiting.until("it is reported", () -> !client.pool().leaks().isEmpty());
            assertThat(forgotten.status()).isEqualTo(200);
        }

        assertThat(client.pool().leaks())
                .singleElement()
                .asString()
                .contains("has not come back for", "PoolPromises.aResponseThatNobodyCloses");
    }

    @Test
    void whoWaitsForAConnectionIsCounted() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMaxConnections(1));

        for (Future<HttpResponse> answer : sendAll(client, 3, "/delay/20")) {
            Waiting.resultOf(answer);
        }

        awaitQuiet(client);
        assertThat(client.pool().acquireNanos().getTotalCount()).isEqualTo(3);
        assertThat(client.pool().acquireNanos().getCountAtValue(0)).isEqualTo(1);
        assertThat(client.pool().acquireNanos().getMaxValue()).isGreaterThan(20_000_000);
    }

    /// The idle timeout is far away, so nothing is due, and nobody may wake to find that out.
    @Test
    void anIdlePoolOfAThousandConnectionsCostsNothing() throws ExchangeException {
        HttpClient client = client(pool -> pool.withMaxConnections(THOUSAND).withMinIdle(THOUSAND));
        client.send(get("/plaintext"));
        Waiting.until("all are idle", () -> client.pool().idle() == THOUSAND);
        Waiting.elapse(Brief.TIMEOUT); // what was due while they were opened is over

        long before = client.pool().wakeUps();
        Waiting.elapse(Duration.ofSeconds(1));
        long wakeUps = client.pool().wakeUps() - before;

        System.out.printf("idle pool of %d connections, %s: %d wake-ups in 1 s%n", THOUSAND, client.name(), wakeUps);
        assertThat(wakeUps).isLessThanOrEqualTo(1);
        assertThat(client.pool().idle()).isEqualTo(THOUSAND);
    }

    private HttpClient client(UnaryOperator<PoolConfig> change) {
        return client(ClientConfig.DEFAULT.withPool(change));
    }

    private List<Future<HttpResponse>> sendAll(HttpClient client, int count, String target) {
        List<Future<HttpResponse>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(client.sendAsync(get(target)));
        }
        return answers;
    }
}
