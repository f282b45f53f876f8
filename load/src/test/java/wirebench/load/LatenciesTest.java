package wirebench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void latenciesOfAllSlotsAddUpWhateverTheOrderInWhichTheyCome() throws Exception {
        Latencies latencies = new Latencies(64);
        List<Thread> slots = new ArrayList<>();
        for (int slot = 0; slot < 64; slot++) {
            Latencies.Recorder recorder = latencies.recorder(slot);
            slots.add(Thread.ofVirtual().start(() -> {
                for (int i = 1; i <= 1000; i++) {
                    recorder.record(i * 1000L, 0);
                }
                recorder.flush();
            }));
        }
        for (Thread slot : slots) {
            slot.join();
        }
        Histogram expected = Latencies.histogram();
        for (int i = 1; i <= 1000; i++) {
            expected.recordValueWithCount(i * 1000L, 64);
        }
        Histogram merged = Latencies.histogram();
        latencies.drainInto(merged);
        assertThat(merged).isEqualTo(expected);
    }

    @Test
    void whatWasTakenIsNotTakenAgain() {
        Latencies latencies = new Latencies(1);
        Latencies.Recorder recorder = latencies.recorder(0);
        recorder.record(5, 0);
        recorder.flush();
        latencies.drainInto(Latencies.histogram());
        Histogram second = Latencies.histogram();
        recorder.record(7, 0);
        recorder.flush();
        latencies.drainInto(second);
        assertThat(second.getTotalCount()).isEqualTo(1);
        assertThat(second.getMaxValue()).isEqualTo(7);
    }

    @Test
    void noLatencyIsTooLongToBeToldAsItWas() {
        Latencies latencies = new Latencies(2);
        Latencies.Recorder recorder = latencies.recorder(1);
        recorder.record(62_000_000_000L, 0);
        recorder.record(86_400_000_000_000L, 0);
        recorder.record(Long.MAX_VALUE, 0);
        recorder.flush();
        Histogram all = Latencies.histogram();
        latencies.drainInto(all);
        assertThat(all.getTotalCount()).isEqualTo(3);
        assertThat((double) all.getValueAtPercentile(10)).isBetween(62e9 * 0.999, 62e9 * 1.001);
        assertThat((double) all.getValueAtPercentile(50)).isBetween(86_400e9 * 0.999, 86_400e9 * 1.001);
        assertThat(all.getMaxValue()).isGreaterThan(Long.MAX_VALUE / 1000 * 999);
    }

    @Test
    void whatASlotKeepsIsHandedInAfterATenthOfASecond() {
        Latencies latencies = new Latencies(1);
        Latencies.Recorder recorder = latencies.recorder(0);
        recorder.record(5, 1_000_000_000);
        recorder.record(5, 1_050_000_000);
        assertThat(latencies.all().getTotalCount()).isEqualTo(1);
        recorder.record(5, 1_150_000_000);
        assertThat(latencies.all().getTotalCount()).isEqualTo(3);
    }

    @Test
    void valuesHaveThreeDigits() {
        Latencies latencies = new Latencies(1);
        Latencies.Recorder recorder = latencies.recorder(0);
        recorder.record(1_234_567, 0);
        recorder.flush();
        Histogram all = Latencies.histogram();
        latencies.drainInto(all);
        assertThat((double) all.getValueAtPercentile(50)).isBetween(1_234_567 * 0.999, 1_234_567 * 1.001);
    }
}
