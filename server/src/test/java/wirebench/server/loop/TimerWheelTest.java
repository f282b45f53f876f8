package wirebench.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long MILLI = 1_000_000;
    private static final long START = Long.MAX_VALUE - 50 * MILLI; // nanoTime may wrap while the wheel turns

    private final TimerWheel wheel = new TimerWheel(START);
    private final List<Alarm> rung = new ArrayList<>();

    private final class Alarm extends Timer {
        private final long deadline;

        Alarm(long deadlineMillis) {
            this.deadline = deadlineMillis * MILLI;
        }

        Alarm set() {
            wheel.set(this, START + deadline);
            return this;
        }

        @Override
        void expired() {
            rung.add(this);
        }
    }

    private static long at(long millis) {
        return START + millis * MILLI;
    }

    @Test
    void everyTimerExpiresInTheMillisecondAfterItsDeadline() {
        Random random = new Random(1);
        List<Alarm> alarms = random.longs(5000, 0, 20_000)
                .mapToObj(millis -> new Alarm(millis).set())
                .toList();
        for (long now = 0; now <= 20_001 * MILLI; now += random.nextLong(3 * MILLI)) {
            int before = rung.size();
            wheel.expire(START + now);
            long moment = now;
            assertThat(rung.subList(before, rung.size())).allMatch(alarm -> alarm.deadline <= moment);
            assertThat(wheel.pending()).isEqualTo(alarms.size() - rung.size());
        }
        wheel.expire(at(20_001));
        assertThat(rung).containsExactlyInAnyOrderElementsOf(alarms);
        assertThat(wheel.sleepMillis(START)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void noneIsForgottenWhenTheLoopSleepsForManyTurns() {
        List<Alarm> alarms = new Random(2)
                .longs(1000, 0, 100_000)
                .mapToObj(millis -> new Alarm(millis).set())
                .toList();
        wheel.expire(at(100_000));
        assertThat(rung).containsExactlyInAnyOrderElementsOf(alarms);
    }

    @Test
    void sleepEndsNoLaterThanTheNextDeadline() {
        Random random = new Random(3);
        random.longs(200, 0, 30_000).forEach(millis -> new Alarm(millis).set());
        long now = 0;
        while (wheel.pending() > 0) {
            int before = rung.size();
            now += Math.max(0, wheel.sleepMillis(START + now)) * MILLI;
            wheel.expire(START + now);
            long moment = now;
            assertThat(rung.subList(before, rung.size())).allMatch(alarm -> moment - alarm.deadline < 2 * MILLI);
        }
        assertThat(rung).hasSize(200);
    }

    @Test
    void cancelledTimerStaysSilentAndItsNeighboursDoNot() {
        Alarm first = new Alarm(10).set();
        Alarm second = new Alarm(10).set();
        Alarm third = new Alarm(10).set();
        wheel.cancel(second);
        wheel.cancel(second);
        wheel.expire(at(10));
        assertThat(rung).containsExactlyInAnyOrder(first, third);
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void timerSetAgainExpiresOnceAtTheNewDeadline() {
        Alarm alarm = new Alarm(5).set();
        wheel.set(alarm, at(50));
        wheel.expire(at(49));
        assertThat(rung).isEmpty();
        wheel.expire(at(50));
        assertThat(rung).containsExactly(alarm);
    }

    @Test
    void timerMaySetItselfWhileItExpires() {
        Timer again = new Timer() {
            private int times;

            @Override
            void expired() {
                if (++times < 5) {
                    wheel.set(this, START);
                }
            }
        };
        wheel.set(again, START);
        for (long tick = 1; tick <= 5; tick++) {
            assertThat(wheel.pending()).isOne();
            wheel.expire(at(tick));
        }
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void coarseTimersShareSlotsAndAreLateByASecondAtMost() {
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Alarm alarm = new Alarm(60_000 + i);
            wheel.setCoarsely(alarm, START + alarm.deadline);
            alarms.add(alarm);
        }
        wheel.expire(at(59_999));
        assertThat(rung).isEmpty();
        wheel.expire(at(62_100));
        assertThat(rung).containsExactlyInAnyOrderElementsOf(alarms);
    }
}
