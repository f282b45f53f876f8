package wirebench.client.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.config.PoolStrategy;

final class ConnectionPoolTest {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService others = Executors.newThreadPerTaskExecutor(this::newThread);

    @AfterEach
    void endTheOthers() {
        others.shutdownNow();
        others.close();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseIsThePermissionToOpenUntilSomethingIsIdle(PoolStrategy strategy) throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withStrategy(strategy).withMaxConnections(2));

        PoolSlot<Integer> slot = scene.pool.lease(PoolScene.NEVER, Phase.ACQUIRE);
        assertThat(slot.connection()).isNull();
        scene.pool.opened(slot, 7);
        scene.release(slot);

        assertThat(scene.lease().connection()).isEqualTo(7);
        assertThat(scene.pool.stats().created()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIFO", "LOCK_FREE", "STRIPED"})
    void theConnectionUsedLastIsLeasedFirst(PoolStrategy strategy) throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withStrategy(strategy));
        scene.lease(3).forEach(scene::release);

        assertThat(scene.lease(3)).extracting(PoolSlot::connection).containsExactly(3, 2, 1);
    }

    @Test
    void firstInFirstOutLeasesTheOneIdleLongest() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withStrategy(PoolStrategy.FIFO));
        scene.lease(3).forEach(scene::release);

        assertThat(scene.lease(3)).extracting(PoolSlot::connection).containsExactly(1, 2, 3);
    }

    @Test
    void aThreadGetsTheConnectionThatItUsedLastThenAnyOther() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withStrategy(PoolStrategy.THREAD_AFFINE));
        List<PoolSlot<Integer>> slots = scene.lease(3);
        scene.release(slots.get(0));
        scene.release(slots.get(2));
        onAnotherThread(() -> scene.release(slots.get(1)));

        assertThat(scene.lease(3))
                .extracting(PoolSlot::connection)
                .startsWith(3)
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aDedicatedConnectionIsUsedByItsThreadAlone() throws Exception {
        PoolScene scene = PoolScene.of(
                config -> config.withStrategy(PoolStrategy.DEDICATED).withMaxConnections(2));
        scene.release(scene.lease());
        onAnotherThread(() -> {
            PoolSlot<Integer> slot = scene.lease();
            assertThat(slot.connection()).isEqualTo(2);
            scene.release(slot);
        });

        assertThat(scene.lease().connection()).isEqualTo(1);
    }

    @Test
    void aThreadThatFindsAllPlacesDedicatedToOthersTakesTheColdestPlaceButNotItsConnection() throws Exception {
        PoolScene scene = PoolScene.of(
                config -> config.withStrategy(PoolStrategy.DEDICATED).withMaxConnections(2));
        onAnotherThread(() -> scene.release(scene.lease()));
        scene.now.set(5);
        onAnotherThread(() -> scene.release(scene.lease()));

        assertThat(scene.lease().connection()).isEqualTo(3);

        assertThat(scene.closed).containsExactly(1);
        assertThat(scene.pool.stats().closedBy()).containsOnlyKeys(CloseReason.DISPLACED);
    }

    @Test
    void whoWaitsIsServedInOrder() throws Exception {
        PoolScene scene = PoolScene.inRealTime(config -> config.withMaxConnections(1));
        PoolSlot<Integer> only = scene.lease();
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiters.add(others.submit(() -> {
                PoolSlot<Integer> slot = scene.lease();
                served.add(number);
                scene.release(slot);
                return null;
            }));
            awaitWaiting(scene, i + 1);
        }

        scene.release(only);
        for (Future<?> waiter : waiters) {
            waiter.get();
        }

        assertThat(served).containsExactly(0, 1, 2, 3, 4);
        assertThat(scene.pool.stats())
                .extracting(PoolStats::leased, PoolStats::idle, PoolStats::waiting, PoolStats::created)
                .containsExactly(0, 1, 0, 1L);
    }

    @Test
    void fairlyNobodyGetsPastThoseWhoWait() throws Exception {
        PoolScene scene = PoolScene.inRealTime(config -> config.withMaxConnections(1));
        PoolSlot<Integer> only = scene.lease();
        Future<PoolSlot<Integer>> waiter = others.submit(() -> scene.lease());
        awaitWaiting(scene, 1);

        scene.release(only);

        assertThat(scene.pool.stats().idle()).isZero();
        assertThat(waiter.get().connection()).isEqualTo(1);
    }

    @Test
    void unfairlyWhoComesWhileOneIsFreeMayGetItPastThoseWhoWait() throws Exception {
        PoolScene scene =
                PoolScene.inRealTime(config -> config.withMaxConnections(1).withFair(false));
        PoolSlot<Integer> only = scene.lease();
        int overtaken = 0;
        for (int attempt = 0; attempt < 1_000 && overtaken == 0; attempt++) {
            Future<?> waiter = others.submit(() -> {
                scene.release(scene.lease());
                return null;
            });
            awaitWaiting(scene, 1);
            scene.release(only);
            only = scene.lease();
            overtaken += scene.pool.stats().waiting();
            scene.release(only);
            waiter.get();
            only = scene.lease();
        }

        assertThat(overtaken).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiscardedLeaseBecomesThePermissionOfWhoeverWaits(boolean fair) throws Exception {
        PoolScene scene =
                PoolScene.inRealTime(config -> config.withMaxConnections(1).withFair(fair));
        PoolSlot<Integer> only = scene.lease();
        Future<PoolSlot<Integer>> waiter = others.submit(() -> scene.pool.lease(PoolScene.NEVER, Phase.ACQUIRE));
        awaitWaiting(scene, 1);

        scene.discard(only);

        assertThat(waiter.get().connection()).isNull();
        assertThat(scene.closed).containsExactly(1);
        assertThat(scene.pool.stats().leased()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitingEndsAtTheDeadlineAndLeavesNothingBehind(boolean fair) throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMaxConnections(1).withFair(fair));
        PoolSlot<Integer> only = scene.lease();
        scene.now.set(5_000);

        assertThatExceptionOfType(ExchangeFailure.class)
                .isThrownBy(() -> scene.lease(5_000L))
                .satisfies(e -> {
                    assertThat(e.failureKind()).isEqualTo(FailureKind.TIMEOUT);
                    assertThat(e.phase()).isEqualTo(Phase.ACQUIRE);
                    assertThat(e.requestWritten()).isFalse();
                });

        assertThat(scene.pool.stats().waiting()).isZero();
        scene.release(only);
        assertThat(scene.lease().connection()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptEndsTheWaitingAndStaysSet(boolean fair) throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMaxConnections(1).withFair(fair));
        scene.lease();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ExchangeFailure.class)
                .isThrownBy(scene::lease)
                .satisfies(e -> assertThat(e.failureKind()).isEqualTo(FailureKind.CANCELLED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scene.pool.stats().waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMoreThanTheBoundMayWait(boolean fair) throws Exception {
        PoolScene scene = PoolScene.of(
                config -> config.withMaxConnections(1).withMaxWaiting(0).withFair(fair));
        scene.lease();

        assertThatExceptionOfType(ExchangeFailure.class)
                .isThrownBy(scene::lease)
                .satisfies(e -> assertThat(e.failureKind()).isEqualTo(FailureKind.LIMIT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingSendsEverybodyAway(boolean fair) throws Exception {
        PoolScene scene =
                PoolScene.inRealTime(config -> config.withMaxConnections(2).withFair(fair));
        PoolSlot<Integer> first = scene.lease();
        scene.lease();
        Future<PoolSlot<Integer>> waiter = others.submit(() -> scene.lease());
        awaitWaiting(scene, 1);

        scene.pool.shut();

        assertThat(waiter)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ExchangeFailure.class);
        scene.release(first);
        assertThat(scene.closed).containsExactly(1);
        assertThatExceptionOfType(ExchangeFailure.class).isThrownBy(scene::lease);
    }

    @Test
    void aLeaseMayBeReleasedOnAnotherThread() throws Exception {
        for (PoolStrategy strategy : PoolStrategy.values()) {
            PoolScene scene =
                    PoolScene.of(config -> config.withStrategy(strategy).withMaxConnections(1));
            PoolSlot<Integer> slot = scene.lease();
            onAnotherThread(() -> scene.release(slot));

            int expected = strategy == PoolStrategy.DEDICATED ? 2 : 1; // it belongs to the other thread since
            assertThat(scene.lease().connection()).as("%s", strategy).isEqualTo(expected);
        }
    }

    @Test
    void itIsCountedHowLongEachLeaseWasWaitedFor() throws Exception {
        PoolScene scene = PoolScene.inRealTime(config -> config.withMaxConnections(1));
        PoolSlot<Integer> only = scene.lease();
        Future<PoolSlot<Integer>> waiter = others.submit(() -> scene.lease());
        awaitWaiting(scene, 1);
        scene.release(only);
        waiter.get();

        PoolStats stats = scene.pool.stats();

        assertThat(stats.acquireNanos().getTotalCount()).isEqualTo(2);
        assertThat(stats.acquireNanos().getCountAtValue(0)).isEqualTo(1);
        assertThat(stats.acquireNanos().getMaxValue()).isPositive();
    }

    private void onAnotherThread(Deed deed) throws Exception {
        Thread[] thread = new Thread[1];
        Future<?> done = others.submit(() -> {
            thread[0] = Thread.currentThread();
            deed.run();
            return null;
        });
        done.get();
        assertThat(thread[0]).isNotEqualTo(Thread.currentThread());
    }

    private Thread newThread(Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().unstarted(task);
        threads.add(thread);
        return thread;
    }

    /// Until so many have come into line and parked there: they are counted before they can be served.
    private void awaitWaiting(PoolScene scene, int count) {
        while (scene.pool.stats().waiting() < count
                || threads.stream()
                                .filter(thread -> LockSupport.getBlocker(thread) instanceof WaitingLine)
                                .count()
                        < count) {
            Thread.onSpinWait();
        }
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws Exception;
    }
}
