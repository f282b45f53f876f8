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
                    recorder.record(i * 1000L);
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
        assertThat(latencies.drainInto(merged)).isZero();
        assertThat(merged).isEqualTo(expected);
    }

    @Test
    void whatWasTakenIsNotTakenAgain() {
        Latencies latencies = new Latencies(1);
        Latencies.Recorder recorder = latencies.recorder(0);
        recorder.record(5);
        recorder.flush();
        latencies.drainInto(Latencies.histogram());
        Histogram second = Latencies.histogram();
        recorder.record(7);
        recorder.flush();
        latencies.drainInto(second);
        assertThat(second.getTotalCount()).isEqualTo(1);
        assertThat(second.getMaxValue()).isEqualTo(7);
    }

    @Test
    void latenciesBeyondTheRangeAreCountedAndKeptAsTheLargest() {
        Latencies latencies = new Latencies(2);
        Latencies.Recorder recorder = latencies.recorder(1);
        recorder.record(Latencies.HIGHEST_NANOS);
        recorder.record(Latencies.HIGHEST_NANOS + 1);
        recorder.record(Long.MAX_VALUE);
        recorder.flush();
        Histogram all = Latencies.histogram();
        assertThat(latencies.drainInto(all)).isEqualTo(2);
        assertThat(all.getTotalCount()).isEqualTo(3);
        assertThat(latencies.drainInto(all)).isZero();
    }

    @Test
    void valuesHaveThreeDigits() {
        Latencies latencies = new Latencies(1);
        Latencies.Recorder recorder = latencies.recorder(0);
        recorder.record(1_234_567);
        recorder.flush();
        Histogram all = Latencies.histogram();
        latencies.drainInto(all);
        assertThat((double) all.getValueAtPercentile(50)).isBetween(1_234_567 * 0.999, 1_234_567 * 1.001);
    }
}
