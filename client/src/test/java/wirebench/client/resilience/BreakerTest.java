package wirebench.client.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.Origin;
import wirebench.client.resilience.BreakerConfig.Threshold;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final List<BreakerState> changes = new ArrayList<>();

    @Test
    void opensWhenAsManyOfTheLastExchangesFailed() {
        Breaker breaker = breaker(new Threshold.Count(2, 4), 1);
        for (boolean success : List.of(true, false, true, true, true, false, true)) {
            end(breaker, success);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        end(breaker, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void opensByItsRateWhenEnoughIsKnown() {
        Breaker breaker = breaker(new Threshold.Rate(50, 4, Duration.ofMinutes(1)), 1);
        for (boolean success : List.of(false, false, true)) {
            end(breaker, success);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        end(breaker, true);
        end(breaker, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void opensByItsRateAlsoWhenASuccessMakesEnoughKnown() {
        Breaker breaker = breaker(new Threshold.Rate(50, 4, Duration.ofMinutes(1)), 1);
        for (boolean success : List.of(false, false, true, true)) {
            end(breaker, success);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aRateForgetsWhatIsOlderThanItsSpan() {
        Duration within = Duration.ofSeconds(10);
        Breaker breaker = breaker(new Threshold.Rate(50, 4, within), 1);
        for (int i = 0; i < 3; i++) {
            end(breaker, false);
        }
        now.addAndGet(within.toNanos());
        end(breaker, false);
        end(breaker, false);
        end(breaker, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

        now.addAndGet(within.toNanos() - Duration.ofSeconds(1).toNanos());
        end(breaker, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aBreakerThatWasOpenBeginsToCountAnew() {
        for (Threshold threshold :
                List.of(new Threshold.Count(2, 4), new Threshold.Rate(50, 2, Duration.ofMinutes(1)))) {
            Breaker breaker = breaker(threshold, 1);
            end(breaker, false);
            end(breaker, false);
            now.addAndGet(PAUSE.toNanos());
            end(breaker, true);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

            end(breaker, false);
            assertThat(breaker.state()).as(threshold.toString()).isEqualTo(BreakerState.CLOSED);
            end(breaker, false);
            assertThat(breaker.state()).as(threshold.toString()).isEqualTo(BreakerState.OPEN);
        }
    }

    @Test
    void asManyTrialsHaveToPassAsThereMayBe() {
        Breaker breaker = breaker(new Threshold.Count(1, 1), 3);
        end(breaker, false);
        now.addAndGet(PAUSE.toNanos());
        for (boolean success : List.of(true, true, false)) {
            assertThat(breaker.state()).isNotEqualTo(BreakerState.CLOSED);
            end(breaker, success);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        now.addAndGet(PAUSE.toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.state()).isNotEqualTo(BreakerState.CLOSED);
            end(breaker, true);
        }

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void permitOfAnEarlierEraSaysNothing() {
        Breaker breaker = breaker(new Threshold.Count(1, 1), 1);
        int old = breaker.tryAcquire();
        end(breaker, false);
        now.addAndGet(PAUSE.toNanos());
        int trial = breaker.tryAcquire();

        breaker.failed(old);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeeded(old);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.tellsNothing(old);
        assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REFUSED);

        breaker.succeeded(trial);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void trialsAreNeverMoreThanAllowedAndNeverLost() throws InterruptedException {
        int trials = 3;
        Breaker breaker = breaker(new Threshold.Count(1, 1), trials);
        end(breaker, false);
        now.addAndGet(PAUSE.toNanos());
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 20_000; j++) {
                    int permit = breaker.tryAcquire();
                    if (permit != Breaker.REFUSED) {
                        admitted.incrementAndGet();
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        underWay.decrementAndGet();
                        breaker.tellsNothing(permit);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most.get()).isLessThanOrEqualTo(trials);
        assertThat(admitted.get()).isGreaterThan(trials);
        List<Integer> left = new ArrayList<>();
        for (int permit = breaker.tryAcquire(); permit != Breaker.REFUSED; permit = breaker.tryAcquire()) {
            left.add(permit);
        }
        assertThat(left).hasSize(trials);
    }

    @Test
    void trialsAreNeverMoreThanAllowedThroughAllChanges() throws InterruptedException {
        int trials = 2;
        Breaker breaker = breaker(new Threshold.Count(1, 1), trials);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SplittableRandom chance = new SplittableRandom(i);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 50_000; j++) {
                    int permit = breaker.tryAcquire();
                    if (permit == Breaker.REFUSED) {
                        now.addAndGet(PAUSE.toNanos() / 8);
                        continue;
                    }
                    switch (chance.nextInt(3)) {
                        case 0 -> breaker.succeeded(permit);
                        case 1 -> breaker.failed(permit);
                        default -> breaker.tellsNothing(permit);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        now.addAndGet(PAUSE.toNanos());
        int refusals = 0;
        while (breaker.state() != BreakerState.CLOSED) {
            int permit = breaker.tryAcquire();
            if (permit == Breaker.REFUSED) {
                refusals++;
            }
            if (refusals > 10) {
                break;
            }
            breaker.succeeded(permit);
        }

        assertThat(breaker.state()).as("no trial is lost").isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    void pauseWithoutAnEndEndsNever(Threshold threshold) {
        Breaker breaker = breaker(threshold, ChronoUnit.FOREVER.getDuration(), 1);
        now.addAndGet(Duration.ofDays(1).toNanos());
        end(breaker, false);
        now.addAndGet(Duration.ofDays(36_500).toNanos());

        assertThat(breaker.tryAcquire()).isEqualTo(Breaker.REFUSED);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    static Stream<Threshold> thresholds() {
        return Stream.of(new Threshold.Count(1, 1), new Threshold.Rate(1, 1, ChronoUnit.FOREVER.getDuration()));
    }

    private Breaker breaker(Threshold threshold, int trials) {
        return breaker(threshold, PAUSE, trials);
    }

    private Breaker breaker(Threshold threshold, Duration pause, int trials) {
        ResilienceListener listener = new ResilienceListener() {
            @Override
            public void breakerChanged(Origin origin, BreakerState from, BreakerState to) {
                synchronized (changes) {
                    changes.add(to);
                }
            }
        };
        return new Breaker(
                new Origin(false, "127.0.0.1", 80), new BreakerConfig(threshold, pause, trials), now::get, listener);
    }

    private static void end(Breaker breaker, boolean success) {
        int permit = breaker.tryAcquire();
        if (success) {
            breaker.succeeded(permit);
        } else {
            breaker.failed(permit);
        }
    }
}
