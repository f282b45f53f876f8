package wirebench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void patienceMayBeLongerThanALongCanTell() {
        Patience endless = Patience.DEFAULT.withStall(ChronoUnit.FOREVER.getDuration());
        assertThat(endless.stallNanos()).isEqualTo(Long.MAX_VALUE / 2);
        assertThat(endless.stallText()).endsWith("s");
    }

    @Test
    void aPersonReadsSecondsOrMilliseconds() {
        assertThat(Patience.DEFAULT.withStall(Duration.ofMillis(300)).stallText())
                .isEqualTo("300 ms");
        assertThat(Patience.DEFAULT.withStall(Duration.ofSeconds(110)).stallText())
                .isEqualTo("110 s");
    }
}
