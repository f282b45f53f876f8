package wirebench.load.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExecutionModel;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.lane.NullClient;
import wirebench.load.lane.NullLane;
import wirebench.load.lane.OpenLane;
import wirebench.load.lane.SynchronousLane;

class OpenLoopTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static OpenLoop open(ExecutionModel model, double rate, SynchronousLane exchange, int threads, int bound) {
        return open(model, Arrivals.uniform(rate), exchange, threads, bound, Patience.DEFAULT);
    }

    private static OpenLoop open(
            ExecutionModel model,
            Arrivals arrivals,
            SynchronousLane exchange,
            int threads,
            int bound,
            Patience patience) {
        return OpenLoop.of(new NullClient(model), arrivals, _ -> new InMemory(exchange), threads, bound, patience);
    }

    /// Carries the exchange out on the calling thread in both modes.
    private record InMemory(SynchronousLane carried) implements OpenLane {
        @Override
        public long exchange() throws IOException {
            return carried.exchange();
        }

        @Override
        public void start(Completion completion) {
            long octets;
            try {
                octets = carried.exchange();
            } catch (IOException e) {
                completion.failed(e);
                return;
            }
            completion.completed(octets);
        }

        @Override
        public long acquireNanos() {
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyArrivalOfTheScheduleIsCarriedOutOnce(ExecutionModel model) throws Exception {
        AtomicLong exchanges = new AtomicLong();
        try (OpenLoop loop = open(model, 1000, () -> exchanges.incrementAndGet() > 0 ? 13 : 0, 4, 1000)) {
            OpenResult result = loop.measure(SHORT);
            assertThat(result.intended()).isEqualTo(200);
            assertThat(result.load().exchanges()).isEqualTo(200).isEqualTo(exchanges.get());
            assertThat(result.load().bodyOctets()).isEqualTo(13 * 200);
            assertThat(result.load().elapsedNanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
            assertThat(result.refused()).isZero();
            assertThat(result.load().latencies().getTotalCount()).isEqualTo(200);
            assertThat(result.service().getTotalCount()).isEqualTo(200);
            assertThat(result.acquire().getTotalCount()).isEqualTo(200);
            assertThat(result.lag().getTotalCount()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRunMeasuresItselfAlone(ExecutionModel model) throws Exception {
        try (OpenLoop loop = open(model, 1000, () -> 1, 4, 1000)) {
            loop.measure(SHORT);
            OpenResult second = loop.measure(SHORT);
            assertThat(second.load().exchanges()).isEqualTo(200);
            assertThat(second.load().latencies().getTotalCount()).isEqualTo(200);
            assertThat(loop.progress().latencies().getTotalCount()).isEqualTo(400);
        }
    }

    @Test
    void theScheduleIsNotSetBackAfterAStall() throws Exception {
        // On event loops the pacer itself starts exchanges: one that takes 100 ms stalls it, as nothing should.
        AtomicInteger number = new AtomicInteger();
        SynchronousLane stalling = () -> number.getAndIncrement() == 20 ? slept(100) : 0;
        try (OpenLoop loop = open(ExecutionModel.EVENT_LOOPS, 1000, stalling, 1, 1000)) {
            OpenResult result = loop.measure(SHORT);
            assertThat(result.load().exchanges()).isEqualTo(200);
            // Those intended in the 100 ms are late by 100, 99, ... ms; each tells of it.
            assertThat(result.load().latencies().getCountBetweenValues(40_000_000, Long.MAX_VALUE))
                    .isGreaterThanOrEqualTo(60);
            assertThat(result.service().getCountBetweenValues(40_000_000, Long.MAX_VALUE))
                    .isLessThan(10);
        }
    }

    @Test
    void whatWaitsForAThreadHasNotBeenHandedOver() throws Exception {
        AtomicInteger number = new AtomicInteger();
        SynchronousLane stalling = () -> number.getAndIncrement() == 20 ? slept(100) : 0;
        try (OpenLoop loop = open(ExecutionModel.PLATFORM_THREADS, 1000, stalling, 1, 1000)) {
            OpenResult result = loop.measure(SHORT);
            assertThat(result.mostPending()).isGreaterThanOrEqualTo(60);
            assertThat(result.lag().getCountBetweenValues(40_000_000, Long.MAX_VALUE))
                    .isGreaterThanOrEqualTo(50);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EVENT_LOOPS")
    void arrivalsBeyondTheBoundAreNotSentAndSpoilTheRun(ExecutionModel model) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SynchronousLane stuck = () -> {
            try {
                boolean _ = never.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return 0;
        };
        Patience patience = Patience.NONE.withStall(Duration.ofMillis(300));
        try (OpenLoop loop = open(model, Arrivals.uniform(1000), stuck, 2, 16, patience)) {
            OpenResult result = loop.measure(SHORT);
            never.countDown();
            assertThat(result.mostPending()).isEqualTo(16);
            assertThat(result.refused()).isEqualTo(184);
            assertThat(result.load().gaveUpBecause())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("no exchange ended for 300 ms"));
            assertThat(Validity.DEFAULT.reasons(result, Optional.empty()))
                    .anySatisfy(reason -> assertThat(reason).contains("184 arrivals found 16 exchanges under way"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreCountedByKindAndTheirLagIsKept(ExecutionModel model) throws Exception {
        AtomicInteger number = new AtomicInteger();
        SynchronousLane flaky = () -> {
            if (number.getAndIncrement() % 4 == 0) {
                throw new IOException("broken");
            }
            return 0;
        };
        try (OpenLoop loop = open(model, 1000, flaky, 2, 1000)) {
            OpenResult result = loop.measure(SHORT);
            assertThat(result.load().errors()).containsOnly(Map.entry("transport", 50L));
            assertThat(result.load().exchanges()).isEqualTo(150);
            assertThat(result.lag().getTotalCount()).isEqualTo(200);
            assertThat(result.service().getTotalCount()).isEqualTo(150);
        }
    }

    @ParameterizedTest
    @EnumSource
    void loadIsGivenUpAfterTooManyErrorsInARow(ExecutionModel model) throws Exception {
        SynchronousLane broken = () -> {
            throw new IOException("connection refused");
        };
        Patience patience = Patience.DEFAULT.withErrorsInARow(10);
        try (OpenLoop loop = open(model, Arrivals.uniform(1000), broken, 2, 100, patience)) {
            LoadResult result = loop.run(Duration.ofMinutes(10));
            assertThat(result.gaveUpBecause())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("errors in a row", "connection refused"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverEndsTheLoadWakesThePacer(ExecutionModel model) throws Exception {
        try (OpenLoop loop = open(model, Arrivals.uniform(0.01), () -> 0, 2, 100, Patience.DEFAULT)) {
            Thread ender = Thread.ofPlatform().start(() -> {
                while (loop.exchanges() == 0) {
                    Thread.onSpinWait();
                }
                loop.end("interrupted");
            });
            LoadResult result = loop.run(Duration.ofMinutes(10));
            ender.join();
            assertThat(result.exchanges()).isEqualTo(1);
            assertThat(result.gaveUpBecause()).contains("interrupted");
            assertThat(loop.run(Duration.ofMinutes(10)).exchanges()).isZero();
        }
    }

    /// Answers so many exchanges at once, and the others when it is told to, in either mode.
    private static final class Silent implements OpenLane {
        private static final int FIRST = 20;

        private final AtomicInteger answered;
        private final CountDownLatch goesOn;

        Silent(AtomicInteger answered, CountDownLatch goesOn) {
            this.answered = answered;
            this.goesOn = goesOn;
        }

        @Override
        public long exchange() throws IOException {
            if (answered.getAndIncrement() >= FIRST) {
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return 0;
        }

        @Override
        public void start(Completion completion) {
            if (answered.getAndIncrement() < FIRST) {
                completion.completed(0);
            } else {
                Thread.ofVirtual().start(() -> {
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    completion.completed(0);
                });
            }
        }

        @Override
        public int status() {
            return 204;
        }

        @Override
        public long acquireNanos() {
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoAnswerWhenTheLoadEndsIsCountedAndSoIsItsWait(ExecutionModel model) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch goesOn = new CountDownLatch(1);
        try (OpenLoop loop = OpenLoop.of(
                new NullClient(model),
                Arrivals.uniform(200),
                _ -> new Silent(answered, goesOn),
                4,
                1000,
                Patience.DEFAULT)) {
            Thread ender = Thread.ofPlatform().start(() -> {
                while (loop.progress().inFlight() < 100) {
                    Thread.onSpinWait();
                }
                assertThat(loop.progress().longestWaitNanos()).isGreaterThanOrEqualTo(400_000_000);
                loop.end("interrupted");
            });
            OpenResult result = loop.measure(Duration.ofMinutes(10));
            ender.join();

            LoadResult load = result.load();
            assertThat(load.exchanges()).isEqualTo(20);
            assertThat(load.statuses()).containsExactly(Map.entry(204, 20L));
            assertThat(load.unanswered().count()).isGreaterThanOrEqualTo(100).isEqualTo(result.intended() - 20);
            assertThat(load.unanswered().notBegun())
                    .isEqualTo(
                            model == ExecutionModel.PLATFORM_THREADS
                                    ? load.unanswered().count() - 4
                                    : 0);
            assertThat(load.latenciesAtLeast().getMaxValue()).isGreaterThanOrEqualTo(500_000_000);
            assertThat(load.elapsedNanos()).isGreaterThanOrEqualTo(500_000_000); // not up to the last answer
            assertThat(load.throughput()).isLessThan(100);
            assertThat(result.windowNanos()).isLessThan(60_000_000_000L);
            assertThat(result.rateRatio()).isLessThan(0.5);
            assertThat(Validity.DEFAULT.reasons(result, Optional.empty()))
                    .contains(
                            "the load ended early: interrupted",
                            load.unanswered().count() + " of " + result.intended() + " exchanges have no answer");

            goesOn.countDown(); // what comes now comes too late to be counted
            slept(100);
            assertThat(loop.exchanges()).isEqualTo(20);
            assertThat(loop.progress().unanswered()).isEqualTo(load.unanswered().count());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARunLeftIsNotCountedByTheNext(ExecutionModel model) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch goesOn = new CountDownLatch(1);
        Patience patience = Patience.DEFAULT.withStall(Duration.ofMillis(300));
        try (OpenLoop loop = OpenLoop.of(
                new NullClient(model), Arrivals.uniform(100), _ -> new Silent(answered, goesOn), 40, 1000, patience)) {
            OpenResult first = loop.measure(Duration.ofMillis(300));
            assertThat(first.load().exchanges()).isEqualTo(20);
            assertThat(first.load().unanswered().count()).isEqualTo(10);
            answered.set(-100);
            goesOn.countDown();
            OpenResult second = loop.measure(Duration.ofMillis(300));
            assertThat(second.load().exchanges()).isEqualTo(30);
            assertThat(second.load().unanswered().count()).isZero();
            assertThat(second.load().gaveUpBecause()).isEmpty();
        }
    }

    @Test
    void whatStillWaitsForAThreadASecondAfterTheEndIsNotBegun() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        SynchronousLane slow = () -> {
            begun.incrementAndGet();
            return slept(200);
        };
        try (OpenLoop loop = open(ExecutionModel.PLATFORM_THREADS, 100, slow, 1, 1000)) {
            long startNanos = System.nanoTime();
            OpenResult result = loop.measure(Duration.ofMillis(500));
            assertThat(System.nanoTime() - startNanos).isLessThan(4_000_000_000L); // all would take 10 s
            LoadResult load = result.load();
            assertThat(load.gaveUpBecause()).isEmpty();
            assertThat(load.exchanges()).isEqualTo(begun.get()).isBetween(2L, 20L);
            assertThat(load.unanswered().notBegun())
                    .isEqualTo(load.unanswered().count())
                    .isEqualTo(50 - load.exchanges());
            assertThat(result.lag().getTotalCount()).isEqualTo(50);
            assertThat(result.lag().getMaxValue()).isGreaterThanOrEqualTo(900_000_000);

            OpenResult second = loop.measure(Duration.ofMillis(10)); // slots that were let go of are free again
            assertThat(second.load().exchanges()).isEqualTo(1);
            assertThat(second.load().unanswered().count()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void durationsMayBeLongerThanALongCanTell(ExecutionModel model) throws Exception {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        Patience patience = Patience.DEFAULT.withStall(forever);
        try (OpenLoop loop = open(model, Arrivals.uniform(1000), () -> 0, 2, 100, patience)) {
            Thread ender = Thread.ofPlatform().start(() -> {
                while (loop.exchanges() < 50) {
                    Thread.onSpinWait();
                }
                loop.end("seen");
            });
            OpenResult result = loop.measure(forever);
            ender.join();
            assertThat(result.load().gaveUpBecause()).contains("seen");
            assertThat(result.load().exchanges()).isBetween(50L, 10_000L);
            assertThat(result.windowNanos()).isBetween(1L, 60_000_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL_THREADS")
    void theDriverAllocatesNothingPerExchange(ExecutionModel model) throws Exception {
        NullClient client = new NullClient(model);
        Arrivals arrivals = Arrivals.uniform(200_000);
        try (OpenLoop loop = OpenLoop.of(client, arrivals, _ -> new NullLane(client), 2, 256, Patience.NONE)) {
            loop.run(Duration.ofMillis(300));
            LoadResult result = loop.run(Duration.ofSeconds(2));
            assertThat(result.exchanges() + 0.0).isGreaterThan(20_000);
            // What a run itself allocates is some MB of histograms, whatever the number of exchanges.
            double perRun =
                    loop.run(Duration.ofNanos(1)).allocatedBytesPerExchange().orElseThrow();
            double all = result.allocatedBytesPerExchange().orElseThrow() * result.exchanges();
            assertThat((all - perRun) / result.exchanges()).isLessThan(1);
        }
    }

    @Test
    void valuesAreChecked() {
        assertThatThrownBy(() -> open(ExecutionModel.EVENT_LOOPS, 1, () -> 0, 0, 1))
                .hasMessageContaining("at least 1");
        try (OpenLoop loop = open(ExecutionModel.EVENT_LOOPS, 1, () -> 0, 1, 1)) {
            assertThatThrownBy(() -> loop.run(Duration.ZERO)).hasMessageContaining("takes time");
        }
    }

    private static long slept(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return 0;
    }
}
