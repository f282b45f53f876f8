package wirebench.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
    private static final int DRAWS = 10_000;

    private final SplittableRandom chance = new SplittableRandom(1);

    @Test
    void pauseDoublesUpToTheCap() {
        assertThat(LongStream.rangeClosed(1, 6).map(retry -> pause(Jitter.NONE, (int) retry, 0)))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @ParameterizedTest
    @EnumSource
    void pauseNeverOverflows(Jitter jitter) {
        Backoff backoff = new Backoff(Duration.ofNanos(3), Duration.ofDays(36_500), jitter);
        for (int retry : List.of(1, 60, 61, 62, 63, 64, 65, 1_000_000, Integer.MAX_VALUE)) {
            assertThat(backoff.pauseNanos(retry, backoff.cap().toNanos(), chance))
                    .isBetween(0L, backoff.cap().toNanos());
        }
    }

    @Test
    void fullJitterSpreadsOverTheWholePause() {
        assertSpread(Jitter.FULL, 3, 0, 0, 400);
    }

    @Test
    void equalJitterSpreadsOverTheSecondHalf() {
        assertSpread(Jitter.EQUAL, 3, 0, 200, 400);
    }

    @Test
    void decorrelatedJitterSpreadsFromTheBaseToThreeTimesThePreviousPause() {
        assertSpread(Jitter.DECORRELATED, 3, 150, 100, 450);
    }

    @Test
    void decorrelatedJitterBeginsWithThreeTimesTheBaseAndEndsAtTheCap() {
        assertSpread(Jitter.DECORRELATED, 1, 999_999, 100, 300);
        assertThat(pauses(Jitter.DECORRELATED, 9, 1_000).max()).hasValue(1_000);
    }

    @Test
    void capBelowTheBaseIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofMillis(2), Duration.ofMillis(1), Jitter.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofMillis(1), Jitter.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertSpread(Jitter jitter, int retry, long previous, long least, long most) {
        var seen = pauses(jitter, retry, previous).summaryStatistics();
        assertThat(seen.getMin()).isEqualTo(least);
        assertThat(seen.getMax()).isEqualTo(most);
        assertThat(seen.getAverage()).isBetween((least + most) * 0.48, (least + most) * 0.52);
    }

    private LongStream pauses(Jitter jitter, int retry, long previous) {
        return LongStream.range(0, DRAWS).map(_ -> pause(jitter, retry, previous));
    }

    private long pause(Jitter jitter, int retry, long previous) {
        return new Backoff(Duration.ofNanos(100), Duration.ofNanos(1_000), jitter).pauseNanos(retry, previous, chance);
    }
}
