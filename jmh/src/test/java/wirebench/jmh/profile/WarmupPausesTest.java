package wirebench.jmh.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.IterationType;
import wirebench.reports.files.Warmup;

class WarmupPausesTest {
    @Test
    void aPauseFollowsEachCycleAndNothingElse() {
        Warmup warmup = new Warmup(2, 3, Duration.ofMillis(100));
        WarmupPauses pauses = new WarmupPauses(WarmupPauses.options(warmup));
        List<Integer> before = new ArrayList<>();
        for (int iteration = 1; iteration <= 9; iteration++) {
            IterationType type = iteration <= warmup.allIterations() ? IterationType.WARMUP : IterationType.MEASUREMENT;
            if (pauses.isDue(type)) {
                before.add(iteration);
            }
        }
        assertThat(before).containsExactly(4, 7);
    }

    @Test
    void optionsThatSayNothingAreRefused() {
        assertThatThrownBy(() -> new WarmupPauses("often"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every=ITERATIONS,millis=PAUSE");
    }
}
