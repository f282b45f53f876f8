package wirebench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConnectionPoolTest {
    private static final Origin ORIGIN = new Origin("127.0.0.1", 80);
    private static final long NEVER = Long.MAX_VALUE;

    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endTheOthers() {
        others.shutdownNow();
        others.close();
    }

    @Test
    void aLeaseIsThePermissionToOpenUntilSomethingIsIdle() throws Exception {
        ConnectionPool<String> pool = pool(2, 10);

        assertThat(lease(pool)).isNull();
        assertThat(pool.release("a")).isTrue();
        assertThat(lease(pool)).isEqualTo("a");
    }

    @Test
    void theConnectionUsedLastIsLeasedFirst() throws Exception {
        ConnectionPool<String> pool = pool(3, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(lease(pool)).isNull();
        }
        pool.release("a");
        pool.release("b");
        pool.release("c");

        assertThat(lease(pool)).isEqualTo("c");
        assertThat(lease(pool)).isEqualTo("b");
        assertThat(lease(pool)).isEqualTo("a");
    }

    @Test
    void whoWaitsIsServedInOrder() throws Exception {
        ConnectionPool<String> pool = pool(1, 10);
        assertThat(lease(pool)).isNull();
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiters.add(others.submit(() -> {
                String connection = pool.lease(NEVER, Phase.ACQUIRE);
                served.add(number);
                pool.release(connection == null ? "new" : connection);
                return null;
            }));
            awaitWaiting(pool, i + 1);
        }

        pool.release("a");
        for (Future<?> waiter : waiters) {
            waiter.get();
        }

        assertThat(served).containsExactly(0, 1, 2, 3, 4);
        assertThat(pool.stats())
                .extracting(
                        PoolStats::leased, PoolStats::idle, PoolStats::waiting, PoolStats::created, PoolStats::closed)
                .containsExactly(0, 1, 0, 0L, 0L);
    }

    @Test
    void aDiscardedLeaseBecomesThePermissionOfWhoeverWaits() throws Exception {
        ConnectionPool<String> pool = pool(1, 10);
        assertThat(lease(pool)).isNull();
        Future<@Nullable String> waiter = others.submit(() -> pool.lease(NEVER, Phase.ACQUIRE));
        awaitWaiting(pool, 1);

        pool.discard();

        assertThat(waiter.get()).isNull();
        assertThat(pool.stats().leased()).isEqualTo(1);
    }

    @Test
    void waitingEndsAtTheDeadlineAndLeavesNothingBehind() throws Exception {
        AtomicLong now = new AtomicLong();
        ConnectionPool<String> pool =
                new ConnectionPool<>(ORIGIN, ClientConfig.DEFAULT.withMaxConnections(1), () -> now.getAndAdd(1_000));
        assertThat(pool.lease(NEVER, Phase.ACQUIRE)).isNull();

        assertThatExceptionOfType(ExchangeFailure.class)
                .isThrownBy(() -> pool.lease(5_000, Phase.ACQUIRE))
                .satisfies(e -> {
                    assertThat(e.failureKind()).isEqualTo(FailureKind.TIMEOUT);
                    assertThat(e.phase()).isEqualTo(Phase.ACQUIRE);
                    assertThat(e.requestWritten()).isFalse();
                });
        assertThat(pool.stats())
                .extracting(
                        PoolStats::leased, PoolStats::idle, PoolStats::waiting, PoolStats::created, PoolStats::closed)
                .containsExactly(1, 0, 0, 0L, 0L);
    }

    @Test
    void anInterruptEndsTheWaitingAndStaysSet() throws Exception {
        ConnectionPool<String> pool = pool(1, 10);
        assertThat(lease(pool)).isNull();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ExchangeFailure.class)
                .isThrownBy(() -> lease(pool))
                .satisfies(e -> assertThat(e.failureKind()).isEqualTo(FailureKind.CANCELLED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pool.stats().waiting()).isZero();
    }

    @Test
    void noMoreThanTheBoundMayWait() throws Exception {
        ConnectionPool<String> pool = pool(1, 0);
        assertThat(lease(pool)).isNull();

        assertThatExceptionOfType(ExchangeFailure.class)
                .isThrownBy(() -> lease(pool))
                .satisfies(e -> assertThat(e.failureKind()).isEqualTo(FailureKind.LIMIT));
    }

    @Test
    void closingSendsEverybodyAway() throws Exception {
        ConnectionPool<String> pool = pool(2, 10);
        assertThat(lease(pool)).isNull();
        assertThat(lease(pool)).isNull();
        Future<@Nullable String> waiter = others.submit(() -> pool.lease(NEVER, Phase.ACQUIRE));
        awaitWaiting(pool, 1);

        assertThat(pool.shut()).isEmpty();

        assertThat(waiter)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ExchangeFailure.class);
        assertThat(pool.release("a")).isFalse();
        assertThatExceptionOfType(ExchangeFailure.class).isThrownBy(() -> lease(pool));
    }

    /// Many threads lease, release, discard and give up at random; the seed is in the message of a failure.
    @Test
    void noLeaseIsGivenTwiceAndNoWaiterIsLost() throws Exception {
        long seed = System.nanoTime();
        int most = 5;
        ConnectionPool<Integer> pool = new ConnectionPool<>(
                ORIGIN, ClientConfig.DEFAULT.withMaxConnections(most).withMaxWaiting(1_000), NanoClock.SYSTEM);
        AtomicInteger names = new AtomicInteger();
        AtomicInteger out = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        Set<Integer> leasedNow = ConcurrentHashMap.newKeySet();
        List<Future<?>> workers = new ArrayList<>();
        for (int worker = 0; worker < 50; worker++) {
            Random random = new Random(seed + worker);
            workers.add(others.submit(() -> {
                for (int i = 0; i < 400; i++) {
                    long deadline = random.nextInt(4) == 0 ? NanoClock.SYSTEM.nanos() + random.nextInt(200_000) : NEVER;
                    leaseAndReturn(pool, deadline, random, names, out, highest, leasedNow);
                }
                return null;
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }

        assertThat(highest.get()).as("seed %d", seed).isLessThanOrEqualTo(most);
        PoolStats stats = pool.stats();
        assertThat(stats.leased()).as("seed %d", seed).isZero();
        assertThat(stats.waiting()).as("seed %d", seed).isZero();
        assertThat(new HashSet<>(pool.shut())).as("seed %d", seed).hasSize(stats.idle());
    }

    private static void leaseAndReturn(
            ConnectionPool<Integer> pool,
            long deadline,
            Random random,
            AtomicInteger names,
            AtomicInteger out,
            AtomicInteger highest,
            Set<Integer> leasedNow) {
        Integer leased;
        try {
            leased = pool.lease(deadline, Phase.ACQUIRE);
        } catch (ExchangeFailure e) {
            assertThat(e.failureKind()).isEqualTo(FailureKind.TIMEOUT);
            return;
        }
        int connection = leased == null ? names.incrementAndGet() : leased;
        highest.accumulateAndGet(out.incrementAndGet(), Math::max);
        assertThat(leasedNow.add(connection)).as("leased once").isTrue();
        if (random.nextInt(3) == 0) {
            LockSupport.parkNanos(1);
        }
        leasedNow.remove(connection);
        out.decrementAndGet();
        if (random.nextInt(5) == 0) {
            pool.discard();
        } else {
            pool.release(connection);
        }
    }

    private static ConnectionPool<String> pool(int connections, int waiting) {
        ClientConfig config =
                ClientConfig.DEFAULT.withMaxConnections(connections).withMaxWaiting(waiting);
        return new ConnectionPool<>(ORIGIN, config, NanoClock.SYSTEM);
    }

    private static @Nullable String lease(ConnectionPool<String> pool) throws ExchangeFailure {
        return pool.lease(NEVER, Phase.ACQUIRE);
    }

    private static void awaitWaiting(ConnectionPool<?> pool, int count) {
        while (pool.stats().waiting() < count) {
            Thread.onSpinWait();
        }
    }
}
