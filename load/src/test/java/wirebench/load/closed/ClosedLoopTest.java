package wirebench.load.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.load.LoadException;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.lane.Expectation;
import wirebench.load.lane.OneLoop;
import wirebench.load.lane.SynchronousLane;
import wirebench.load.lane.UnexpectedResponseException;

class ClosedLoopTest {
    private static final Patience SHORT = Patience.NONE.withStall(Duration.ofMillis(1500));

    /// The three models, over lanes that reach no network.
    enum Model {
        PLATFORM,
        VIRTUAL,
        LOOP;

        ClosedLoop open(SynchronousLane lane, int concurrency, Patience patience, OneLoop loop) {
            return switch (this) {
                case PLATFORM -> ClosedLoop.onThreads(ClosedLoop.platformThreads(), _ -> lane, concurrency, patience);
                case VIRTUAL -> ClosedLoop.onThreads(ClosedLoop.virtualThreads(), _ -> lane, concurrency, patience);
                case LOOP -> ClosedLoop.onEventLoops(_ -> loop.lane(lane), concurrency, patience);
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"PLATFORM,1", "PLATFORM,8", "VIRTUAL,1", "VIRTUAL,8", "LOOP,1", "LOOP,8"})
    void asManyExchangesAreCarriedOutAsAskedFor(Model model, int concurrency) throws Exception {
        AtomicLong exchanges = new AtomicLong();
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(exchanges::incrementAndGet, concurrency, SHORT, events)) {
            for (int n : new int[] {1, 7, 1000, 0, 3}) {
                long before = exchanges.get();
                loop.drive(n);
                assertThat(exchanges.get() - before).isEqualTo(n);
            }
            LoadResult result = loop.run(500);
            assertThat(result.exchanges()).isEqualTo(500);
            assertThat(result.latencies().getTotalCount()).isEqualTo(500);
            assertThat(loop.exchanges()).isEqualTo(1511).isEqualTo(exchanges.get());
            assertThat(result.throughput()).isPositive();
        }
    }

    @Test
    void exactlyTheConcurrencyAskedForIsInFlight() throws Exception {
        CyclicBarrier all = new CyclicBarrier(5); // no exchange ends unless five are in flight
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        SynchronousLane lane = () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            await(all);
            now.decrementAndGet();
            return 0;
        };
        try (ClosedLoop loop = ClosedLoop.onThreads(ClosedLoop.virtualThreads(), _ -> lane, 5, Patience.DEFAULT)) {
            loop.drive(50);
        }
        assertThat(most.get()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOOP")
    void threadsLiveAsLongAsTheLoop(Model model) throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        SynchronousLane lane = () -> {
            threads.add(Thread.currentThread());
            return 0;
        };
        try (OneLoop events = new OneLoop()) {
            ClosedLoop loop = model.open(lane, 4, SHORT, events);
            for (int i = 0; i < 20; i++) {
                loop.drive(100);
            }
            assertThat(threads).hasSizeBetween(1, 4).allMatch(Thread::isAlive);
            loop.close();
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void everyLaneIsClosedByItsOwnThread() throws Exception {
        AtomicReference<Thread> exchanging = new AtomicReference<>();
        AtomicReference<Thread> closing = new AtomicReference<>();
        SynchronousLane lane = new SynchronousLane() {
            @Override
            public long exchange() {
                exchanging.set(Thread.currentThread());
                return 0;
            }

            @Override
            public void close() {
                closing.set(Thread.currentThread());
            }
        };
        try (ClosedLoop loop = ClosedLoop.onThreads(ClosedLoop.platformThreads(), _ -> lane, 1, SHORT)) {
            loop.drive(1);
        }
        assertThat(closing.get()).isNotNull().isSameAs(exchanging.get());
    }

    @ParameterizedTest
    @EnumSource
    void loadEndsWhenItsTimeIsOver(Model model) throws Exception {
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(() -> 13, 3, SHORT, events)) {
            LoadResult result = loop.run(Duration.ofMillis(30));
            assertThat(result.elapsedNanos()).isGreaterThanOrEqualTo(30_000_000);
            assertThat(result.exchanges()).isPositive();
            assertThat(result.bodyOctets()).isEqualTo(13 * result.exchanges());
            assertThat(result.errors()).isEmpty();
            assertThat(result.gaveUpBecause()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreCountedByKind(Model model) throws Exception {
        AtomicInteger number = new AtomicInteger();
        SynchronousLane lane = () -> switch (number.getAndIncrement() % 4) {
            case 0 -> throw new IOException("broken");
            case 1 -> throw new UnexpectedResponseException(new Expectation(200, 13), new Expectation(503, 0));
            default -> 13;
        };
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(lane, 2, Patience.DEFAULT, events)) {
            LoadResult result = loop.run(400);
            assertThat(result.exchanges()).isEqualTo(200);
            assertThat(result.errors()).containsOnly(Map.entry("transport", 100L), Map.entry("unexpected", 100L));
            assertThat(result.errorCount()).isEqualTo(200);
            assertThat(result.latencies().getTotalCount()).isEqualTo(200);
            assertThat(result.gaveUpBecause()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void loadIsGivenUpAfterTooManyErrorsInARow(Model model) throws Exception {
        SynchronousLane lane = () -> {
            throw new IOException("connection refused");
        };
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(lane, 2, SHORT.withErrorsInARow(10), events)) {
            LoadResult result = loop.run(Duration.ofMinutes(10));
            assertThat(result.exchanges()).isZero();
            assertThat(result.errorCount()).isBetween(11L, 22L);
            assertThat(result.gaveUpBecause())
                    .hasValueSatisfying(reason -> assertThat(reason)
                            .contains("11 errors in a row")
                            .contains("transport: connection refused"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneErrorSpoilsAMeasurement(Model model) throws Exception {
        AtomicInteger number = new AtomicInteger();
        SynchronousLane lane = () -> {
            if (number.incrementAndGet() == 50) {
                throw new IOException("reset");
            }
            return 0;
        };
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(lane, 4, SHORT, events)) {
            assertThatThrownBy(() -> loop.drive(1000))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("transport: reset");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaneThatFailsInternallyDoesNotHangTheLoad(Model model) throws Exception {
        SynchronousLane lane = () -> {
            throw new IllegalStateException("a bug");
        };
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(lane, 2, SHORT, events)) {
            assertThatThrownBy(() -> loop.drive(10))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("internal: a bug");
        }
    }

    @Test
    void aStalledLoadIsGivenUpAndItsThreadsEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        SynchronousLane lane = () -> {
            threads.add(Thread.currentThread());
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("interrupted");
        };
        try (ClosedLoop loop = ClosedLoop.onThreads(ClosedLoop.platformThreads(), _ -> lane, 2, SHORT)) {
            assertThatThrownBy(() -> loop.drive(10))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("no exchange ended for 1500 ms");
        }
        assertThat(threads).hasSize(2).noneMatch(Thread::isAlive);
    }

    /// Answers so many exchanges at once, and the others when it is told to.
    private static final class Silent implements SynchronousLane {
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger waiting = new AtomicInteger();
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final int first;

        Silent(int first) {
            this.first = first;
        }

        @Override
        public long exchange() throws IOException {
            if (answered.getAndIncrement() >= first) {
                waiting.incrementAndGet();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return 0;
        }

        @Override
        public int status() {
            return 204;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoAnswerWhenTheLoadEndsIsCountedAndSoIsItsWait(Model model) throws Exception {
        Silent lane = new Silent(47);
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(lane, 3, Patience.DEFAULT, events)) {
            Thread ender = Thread.ofPlatform().start(() -> {
                while (lane.waiting.get() < (model == Model.LOOP ? 1 : 3)) {
                    Thread.onSpinWait();
                }
                sleep(500);
                assertThat(loop.progress().inFlight()).isEqualTo(3);
                assertThat(loop.progress().longestWaitNanos()).isGreaterThanOrEqualTo(400_000_000);
                loop.end("interrupted");
            });
            LoadResult result = loop.run(Duration.ofMinutes(10));
            ender.join();

            assertThat(result.gaveUpBecause()).contains("interrupted");
            assertThat(result.exchanges()).isEqualTo(47);
            assertThat(result.statuses()).containsExactly(Map.entry(204, 47L));
            assertThat(result.latencies().getTotalCount()).isEqualTo(47);
            assertThat(result.unanswered().count()).isEqualTo(3);
            assertThat(result.unanswered().waitNanos().getMaxValue()).isGreaterThanOrEqualTo(500_000_000);
            assertThat(result.latenciesAtLeast().getMaxValue()).isGreaterThanOrEqualTo(500_000_000);
            assertThat(result.elapsedNanos()).isBetween(500_000_000L, 60_000_000_000L);
            assertThat(loop.progress().unanswered()).isEqualTo(3);

            lane.goesOn.countDown(); // what comes now comes too late to be counted
            sleep(100);
            assertThat(loop.exchanges()).isEqualTo(47);
            assertThat(loop.progress().statuses()).containsExactly(Map.entry(204, 47L));
            assertThat(loop.progress().latencies().getTotalCount()).isEqualTo(47);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenUpIsCountedAsWell(Model model) throws Exception {
        Silent lane = new Silent(5);
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(lane, 2, SHORT, events)) {
            LoadResult result = loop.run(Duration.ofMinutes(10));
            lane.goesOn.countDown(); // before anything is asserted: the loop's only thread waits for it
            assertThat(result.gaveUpBecause()).contains("no exchange ended for 1500 ms");
            assertThat(result.exchanges()).isEqualTo(5);
            assertThat(result.unanswered().count()).isEqualTo(2);
            assertThat(result.elapsedNanos()).isGreaterThanOrEqualTo(1_500_000_000);
        }
    }

    @Test
    void exchangesInFlightAtTheEndHaveTheirTimeTogetherAndNotEachOnItsOwn() throws Exception {
        AtomicInteger number = new AtomicInteger();
        SynchronousLane oneAfterAnother = () -> {
            sleep(200L * number.incrementAndGet());
            return 0;
        };
        try (ClosedLoop loop = ClosedLoop.onThreads(ClosedLoop.virtualThreads(), _ -> oneAfterAnother, 20, SHORT)) {
            long startNanos = System.nanoTime();
            LoadResult result = loop.run(Duration.ofMillis(50));
            assertThat(System.nanoTime() - startNanos).isLessThan(2_000_000_000L);
            assertThat(result.gaveUpBecause())
                    .hasValueSatisfying(reason ->
                            assertThat(reason).contains("exchanges had no answer 1500 ms after the last had begun"));
            assertThat(result.exchanges() + result.unanswered().count()).isEqualTo(20);
            assertThat(result.unanswered().count()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void durationsMayBeLongerThanALongCanTell(Model model) throws Exception {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(() -> 0, 2, Patience.NONE.withStall(forever), events)) {
            Thread ender = Thread.ofPlatform().start(() -> {
                sleep(400);
                loop.end("seen");
            });
            LoadResult result = loop.run(forever);
            ender.join();
            assertThat(result.gaveUpBecause()).contains("seen");
            assertThat(result.exchanges()).isPositive();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDriverAllocatesNothingPerExchange(Model model) throws Exception {
        try (OneLoop events = new OneLoop();
                ClosedLoop loop = model.open(() -> 0, 2, Patience.NONE, events)) {
            loop.run(20_000);
            LoadResult result = loop.run(400_000);
            // What other threads of this JVM and the run itself allocate is some kB, whatever the number of exchanges.
            assertThat(result.allocatedBytesPerExchange().orElseThrow()).isLessThan(1);
        }
    }

    @Test
    void concurrencyMustBePositive() {
        assertThatThrownBy(() -> ClosedLoop.onThreads(ClosedLoop.platformThreads(), _ -> () -> 0, 0, Patience.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("concurrency");
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
        }
    }
}
