package wirebench.client.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void fullBucketHoldsTheBurst() {
        RetryBudget budget = new RetryBudget(new BudgetConfig(0, 0, 3), 0);
        assertThat(withdrawals(budget, 0)).isEqualTo(3);
    }

    @Test
    void exchangesAllowTheirShare() {
        RetryBudget budget = empty(new BudgetConfig(0.2, 0, 10));
        for (int i = 0; i < 24; i++) {
            budget.deposit();
        }
        assertThat(withdrawals(budget, 0)).isEqualTo(4);
        budget.deposit();
        assertThat(withdrawals(budget, 0)).as("what was left counts on").isEqualTo(1);
    }

    @Test
    void timeAllowsItsRate() {
        RetryBudget budget = empty(new BudgetConfig(0, 2, 10));
        assertThat(withdrawals(budget, SECOND / 2 - 1)).isZero();
        assertThat(withdrawals(budget, SECOND / 2)).isEqualTo(1);
        assertThat(withdrawals(budget, 3 * SECOND)).isEqualTo(5);
    }

    @Test
    void bucketNeverHoldsMoreThanTheBurst() {
        RetryBudget budget = empty(new BudgetConfig(5, 100, 10));
        for (int i = 0; i < 100; i++) {
            budget.deposit();
        }
        assertThat(withdrawals(budget, 1_000_000 * SECOND)).isEqualTo(10);
    }

    private static RetryBudget empty(BudgetConfig config) {
        RetryBudget budget = new RetryBudget(config, 0);
        withdrawals(budget, 0);
        return budget;
    }

    private static int withdrawals(RetryBudget budget, long nowNanos) {
        int count = 0;
        while (budget.withdraw(nowNanos)) {
            count++;
        }
        return count;
    }
}
