package wirebench.client.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExpiryTest {
    private final Expiry expiry = new Expiry();

    @Test
    void nothingExpiresUnlessArmed() {
        assertThat(expiry.expireIfPast(Long.MAX_VALUE - 1)).isFalse();
        assertThat(expiry.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDeadlineExpiresOnceItHasPassed() {
        assertThat(expiry.arm(100)).isTrue();

        assertThat(expiry.expireIfPast(99)).isFalse();
        assertThat(expiry.expireIfPast(100)).isTrue();
        assertThat(expiry.expireIfPast(101)).isFalse();
        assertThat(expiry.expired()).isTrue();
    }

    @Test
    void whoeverComesFirstWins() {
        assertThat(expiry.arm(100)).isTrue();
        assertThat(expiry.disarm()).isTrue();
        assertThat(expiry.expireIfPast(200)).isFalse();

        assertThat(expiry.arm(300)).isTrue();
        assertThat(expiry.expireIfPast(300)).isTrue();
        assertThat(expiry.disarm()).isFalse();
        assertThat(expiry.arm(400)).isFalse();
    }

    @Test
    void aLaterDeadlineReplacesTheOneBefore() {
        assertThat(expiry.arm(100)).isTrue();
        assertThat(expiry.arm(200)).isTrue();

        assertThat(expiry.expireIfPast(150)).isFalse();
        assertThat(expiry.deadlineNanos()).isEqualTo(200);
    }
}
