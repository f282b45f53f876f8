package wirebench.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.CloseReason;
import wirebench.client.config.PoolStrategy;

final class PoolUpkeepTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @EnumSource
    void whatWasIdleForTooLongIsClosedAndTheRestStays(PoolStrategy strategy) throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withStrategy(strategy).withIdleTimeout(SECOND));
        List<PoolSlot<Integer>> slots = scene.lease(3);
        scene.release(slots.get(0));
        scene.release(slots.get(1));
        at(scene, 400);
        scene.release(slots.get(2));

        assertThat(scene.pool.tend(millis(900))).isEqualTo(millis(1_000));
        assertThat(scene.closed).isEmpty();
        at(scene, 1_001);
        assertThat(scene.pool.tend(millis(1_001))).isEqualTo(millis(1_400));

        assertThat(scene.closed).containsExactlyInAnyOrder(1, 2);
        assertThat(scene.pool.stats().closedBy()).containsOnly(Map.entry(CloseReason.IDLE, 2L));
        assertThat(scene.lease().connection()).isEqualTo(3);
    }

    @Test
    void theOwnerIsToldWhenToTend() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withIdleTimeout(SECOND));

        scene.release(scene.lease());

        assertThat(scene.tendBy).containsExactly(millis(1_000));
    }

    @Test
    void anOldConnectionIsClosedWhenItComesBack() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMaxLifetime(SECOND, 0));
        PoolSlot<Integer> slot = scene.lease();
        at(scene, 1_000);

        scene.release(slot);

        assertThat(scene.closed).containsExactly(1);
        assertThat(scene.pool.stats().closedBy()).containsOnlyKeys(CloseReason.LIFETIME);
    }

    @Test
    void connectionsOpenedTogetherGrowOldOneAfterAnother() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMaxLifetime(SECOND, 0.5));
        scene.lease(64).forEach(scene::release);

        int afterHalf = closedAt(scene, 500);
        int afterThreeQuarters = closedAt(scene, 750);
        int afterAll = closedAt(scene, 1_000);

        assertThat(afterHalf).isZero();
        assertThat(afterThreeQuarters).isBetween(10, 54);
        assertThat(afterAll).isEqualTo(64);
    }

    @Test
    void aConnectionServesNoMoreExchangesThanItMay() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMaxUses(2));

        scene.release(scene.lease());
        scene.release(scene.lease());

        assertThat(scene.closed).containsExactly(1);
        assertThat(scene.pool.stats().closedBy()).containsOnlyKeys(CloseReason.USES);
        assertThat(scene.lease().connection()).isEqualTo(2);
    }

    @Test
    void theMissingConnectionsAreThoseBelowTheMinimumForWhichThereIsRoom() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMaxConnections(4).withMinIdle(3));
        assertThat(scene.pool.missing()).isEqualTo(3);

        List<PoolSlot<Integer>> leased = scene.lease(2);
        assertThat(scene.pool.missing()).isEqualTo(2);

        leased.forEach(scene::release);
        assertThat(scene.pool.missing()).isEqualTo(1);
    }

    @Test
    void aConnectionThatNobodyWaitedForIsKeptForTheNextWhoComes() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withMinIdle(1));
        PoolSlot<Integer> slot = scene.pool.leaseVacant();
        assertThat(slot).isNotNull();
        scene.pool.opened(slot, 9);
        scene.pool.keep(slot, 0);

        assertThat(scene.lease().connection()).isEqualTo(9);
    }

    @Test
    void aLeaseThatDoesNotComeBackIsReportedOnceWithItsPlace() throws Exception {
        PoolScene scene = PoolScene.of(config -> config.withLeakAfter(SECOND));
        scene.release(scene.lease());
        scene.lease();
        assertThat(scene.tendBy).contains(millis(1_000));

        at(scene, 999);
        scene.pool.tend(millis(999));
        assertThat(scene.pool.stats().leaks()).isEmpty();
        at(scene, 1_500);
        scene.pool.tend(millis(1_500));
        scene.pool.tend(millis(1_600));

        assertThat(scene.pool.stats().leaks())
                .singleElement()
                .asString()
                .startsWith("a connection to 127.0.0.1:80 has not come back for 1500 ms: leased ");
    }

    @Test
    void nothingIsNotedOfLeasesUnlessLeaksAreLookedFor() throws Exception {
        PoolScene scene = PoolScene.of(config -> config);

        assertThat(scene.lease().mark()).isNull();
    }

    private static int closedAt(PoolScene scene, long millis) {
        at(scene, millis);
        scene.pool.tend(millis(millis));
        return scene.closed.size();
    }

    private static void at(PoolScene scene, long millis) {
        scene.now.set(millis(millis));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
