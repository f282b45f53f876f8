package wirebench.client.resilience;

import java.util.concurrent.atomic.AtomicLong;

/// The retries that are left of what a [BudgetConfig] allows. Thread-safe; an exchange that goes well reads one number
/// as long as the bucket is full.
final class RetryBudget {
    /// Tokens are counted in millionths.
    private static final long TOKEN = 1_000_000;

    private final long share;
    private final double perNano;
    private final long most;
    private final AtomicLong tokens;
    private final AtomicLong filledNanos; // up to when time has been counted

    RetryBudget(BudgetConfig config, long nowNanos) {
        share = Math.round(config.share() * TOKEN);
        perNano = config.perSecond() * TOKEN / 1_000_000_000;
        most = config.burst() * TOKEN;
        tokens = new AtomicLong(most);
        filledNanos = new AtomicLong(nowNanos);
    }

    /// Adds what an exchange allows.
    void deposit() {
        add(share);
    }

    /// Takes a token for a retry.
    ///
    /// @return false if there is none
    boolean withdraw(long nowNanos) {
        fill(nowNanos);
        long before = tokens.get();
        while (before >= TOKEN) {
            if (tokens.compareAndSet(before, before - TOKEN)) {
                return true;
            }
            before = tokens.get();
        }
        return false;
    }

    /// Adds what the time since the last call allows. What is less than a millionth of a token is left for the next.
    private void fill(long nowNanos) {
        long since = filledNanos.get();
        double earned = Math.min((nowNanos - since) * perNano, (double) most);
        long whole = (long) earned;
        long until = whole == most ? nowNanos : since + (long) (whole / perNano);
        if (whole > 0 && filledNanos.compareAndSet(since, until)) {
            add(whole);
        }
    }

    private void add(long amount) {
        long before = tokens.get();
        while (before < most) {
            if (tokens.compareAndSet(before, Math.min(most, before + amount))) {
                return;
            }
            before = tokens.get();
        }
    }
}
