package wirebench.jmh.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ClientProvider;
import wirebench.client.Phase;

class TimeoutLatenessTest {
    @ParameterizedTest
    @EnumSource
    void everyPhaseCanBeMadeToTakeTooLongAndNoneEndsEarly(Phase phase) throws Exception {
        for (ClientProvider provider : ClientProvider.all()) {
            assertThat(TimeoutLateness.late(provider, phase, Duration.ofMillis(5), 3)
                            .getTotalCount())
                    .as("%s of %s", phase, provider.name())
                    .isEqualTo(3);
        }
    }
}
