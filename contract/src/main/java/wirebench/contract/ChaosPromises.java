package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import wirebench.client.HttpClient;
import wirebench.client.PoolStats;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;

/// Whatever happens, each exchange ends once, and nothing is left of it.
///
/// It goes on for five seconds, or for as many as `-Dwirebench.chaos.seconds` says; `-Dwirebench.chaos.seed` repeats
/// what another run has drawn.
abstract class ChaosPromises extends Scene {
    private static final long SECONDS = Long.getLong("wirebench.chaos.seconds", 5);
    private static final long SEED = Long.getLong("wirebench.chaos.seed", System.nanoTime() & 0xffff);

    /// What classes, compiled code's data and buffers of later use may add; one lost octet for each of the exchanges
    /// of a minute would be as much.
    private static final long HEAP_OCTETS = 8L << 20;

    private static final ClientConfig HASTY = ClientConfig.DEFAULT
            .withMaxConnections(12)
            .withTimeouts(Timeouts.DEFAULT
                    .withAcquire(Duration.ofMillis(500))
                    .withConnect(Duration.ofMillis(300))
                    .withHandshake(Duration.ofMillis(300))
                    .withHead(Duration.ofMillis(100))
                    .withRead(Duration.ofMillis(100))
                    .withTotal(Duration.ofSeconds(2)));

    @Test
    void eachExchangeEndsOnceAndNothingIsLeft() throws InterruptedException {
        HttpClient client = client(SecureServer.trusted(HASTY));
        try (ChaosSites sites = new ChaosSites()) {
            Chaos chaos = new Chaos(client, sites, SEED);
            Chaos.Account warm = chaos.run(Duration.ofSeconds(1));
            long heapBefore = heapInUse();
            Chaos.Account all = chaos.run(Duration.ofSeconds(SECONDS));
            awaitQuiet(client);
            long heapAfter = heapInUse();

            client.close();
            PoolStats pool = client.pool();
            long leaked = pool.leased() + pool.waiting() + pool.idle() + pool.created() - pool.closed();
            System.out.printf(
                    Locale.ROOT,
                    "chaos: %s seed=%d %d s: %s, %d leaked, heap %+,d kB%n",
                    client.name(),
                    SEED,
                    SECONDS + 1,
                    all,
                    leaked,
                    (heapAfter - heapBefore) >> 10);

            assertThat(all.oddities()).isEmpty();
            assertThat(all.lost() + all.doubled() + all.mixed() + all.wrong()).isZero();
            assertThat(all.exchanges()).isGreaterThan(warm.exchanges());
            assertThat(all.ended()).isEqualTo(all.exchanges());
            assertThat(all.ends().keySet()).contains("completed", "timeout", "cancelled", "truncated", "violation");
            assertThatServersAgree(all, sites);
            assertThat(leaked).isZero();
            assertThat(heapAfter - heapBefore).isLessThan(HEAP_OCTETS);
        }
    }

    private static void assertThatServersAgree(Chaos.Account account, ChaosSites sites) {
        for (ChaosSite site : ChaosSite.values()) {
            if (site.served()) {
                long answered = sites.counters(site).exchanges();
                assertThat(answered)
                        .as("answers at %s", site)
                        .isGreaterThanOrEqualTo(
                                Objects.requireNonNull(account.completed().get(site)));
                if (site.countable()) {
                    assertThat(answered + sites.counters(site).faults())
                            .as("requests at %s", site)
                            .isLessThanOrEqualTo(
                                    Objects.requireNonNull(account.asked().get(site)));
                }
            }
        }
    }

    private static long heapInUse() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc(); // what the first has found unreachable may have held something
        return memory.getHeapMemoryUsage().getUsed();
    }
}
