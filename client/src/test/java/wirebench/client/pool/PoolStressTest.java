package wirebench.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.NanoClock;
import wirebench.client.PoolStats;
import wirebench.client.config.PoolStrategy;

/// Many threads lease, release on their own or another thread, discard, give up and evict at random; the seed is in
/// the message of a failure. A lost waiter makes the test hang and fail by its timeout.
final class PoolStressTest {
    private static final int MOST = 5;
    private static final int WORKERS = 40;
    private static final int LEASES = 400;

    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private final Set<Integer> leasedNow = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @MethodSource("kinds")
    void noLeaseIsGivenTwiceNoWaiterIsLostAndTheBoundHolds(PoolStrategy strategy, boolean fair, boolean virtual)
            throws Exception {
        long seed = System.nanoTime();
        PoolScene scene = PoolScene.inRealTime(
                config -> config.withStrategy(strategy).withFair(fair).withMaxConnections(MOST));
        try (ExecutorService threads =
                        virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(WORKERS);
                ExecutorService releasers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                Random random = new Random(seed + worker);
                workers.add(threads.submit(() -> {
                    for (int i = 0; i < LEASES; i++) {
                        leaseAndReturn(scene, random, releasers);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }

        assertThat(highest.get()).as("seed %d", seed).isLessThanOrEqualTo(MOST);
        PoolStats stats = scene.pool.stats();
        assertThat(stats.leased()).as("seed %d", seed).isZero();
        assertThat(stats.waiting()).as("seed %d", seed).isZero();
        scene.pool.shut();
        assertThat(scene.pool.stats().closed()).as("seed %d", seed).isEqualTo(stats.created());
        assertThat(scene.closed).as("seed %d", seed).doesNotHaveDuplicates().hasSize((int) stats.created());
    }

    static Stream<Arguments> kinds() {
        return Arrays.stream(PoolStrategy.values())
                .flatMap(strategy -> Stream.of(true, false)
                        .flatMap(fair -> Stream.of(true, false).map(virtual -> Arguments.of(strategy, fair, virtual))));
    }

    private void leaseAndReturn(PoolScene scene, Random random, ExecutorService releasers) {
        long now = NanoClock.SYSTEM.nanos();
        long deadline = random.nextInt(4) == 0 ? now + random.nextInt(200_000) : PoolScene.NEVER;
        PoolSlot<Integer> slot;
        try {
            slot = scene.lease(deadline);
        } catch (ExchangeFailure e) {
            assertThat(e.failureKind()).isEqualTo(FailureKind.TIMEOUT);
            return;
        }
        Integer connection = slot.connection();
        highest.accumulateAndGet(out.incrementAndGet(), Math::max);
        assertThat(connection).isNotNull();
        assertThat(leasedNow.add(connection)).as("leased once").isTrue();
        if (random.nextInt(3) == 0) {
            LockSupport.parkNanos(1);
        }
        leasedNow.remove(connection);
        out.decrementAndGet();
        switch (random.nextInt(10)) {
            case 0 -> scene.pool.discard(slot, CloseReason.FAILED);
            case 1 -> releasers.execute(() -> scene.pool.release(slot, now));
            case 2 -> {
                scene.pool.release(slot, now);
                scene.pool.tend(NanoClock.SYSTEM.nanos() + random.nextInt(2) * 40_000_000_000L);
            }
            default -> scene.pool.release(slot, now);
        }
    }
}
