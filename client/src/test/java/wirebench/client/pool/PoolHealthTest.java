package wirebench.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wirebench.client.CloseReason;

class PoolHealthTest {
    private static final long IDLE_SINCE = 1_000;
    private static final long RETIREMENT = 5_000;

    private final PoolHealth health = new PoolHealth(1_000, Long.MAX_VALUE, 0, Long.MAX_VALUE, 100);
    private final Looking probe = new Looking();

    @Test
    void aConnectionThatWasIdleForAMomentIsNotAskedWhetherItHasEnded() {
        probe.ended = true;

        assertThat(health.endOfRest(1_099, IDLE_SINCE, RETIREMENT, probe)).isNull();
        assertThat(health.endOfRest(1_100, IDLE_SINCE, RETIREMENT, probe)).isEqualTo(CloseReason.STALE);
    }

    @Test
    void octetsThatCameUnaskedMakeAConnectionUnusableAtOnce() {
        probe.came = true;

        assertThat(health.endOfRest(1_000, IDLE_SINCE, RETIREMENT, probe)).isEqualTo(CloseReason.STALE);
        assertThat(health.endOfRest(1_500, IDLE_SINCE, RETIREMENT, probe)).isEqualTo(CloseReason.STALE);
    }

    @Test
    void aConnectionThatIsTooOldIsNotLookedAt() {
        assertThat(health.endOfRest(2_000, IDLE_SINCE, RETIREMENT, probe)).isNull();
        int looks = probe.looks;

        assertThat(health.endOfRest(2_001, IDLE_SINCE, RETIREMENT, probe)).isEqualTo(CloseReason.IDLE);
        assertThat(health.endOfRest(1_200, IDLE_SINCE, 1_200, probe)).isEqualTo(CloseReason.LIFETIME);
        assertThat(probe.looks).isEqualTo(looks);
    }

    private static final class Looking implements IdleProbe {
        boolean came;
        boolean ended;
        int looks;

        @Override
        public boolean nothingCame() {
            looks++;
            return !came;
        }

        @Override
        public boolean isSilent() {
            looks++;
            return !came && !ended;
        }
    }
}
