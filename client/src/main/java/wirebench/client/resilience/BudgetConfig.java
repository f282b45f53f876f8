package wirebench.client.resilience;

/// How many retries a client may make in all, so that a server in trouble is not sent many times its load. A token
/// bucket: each exchange and each second fill it, each retry takes a token. Immutable.
///
/// @param share how many retries each exchange allows, such as 0.2
/// @param perSecond how many retries each second allows, so that a client with few exchanges may retry as well
/// @param burst how many retries the bucket holds; it begins full
public record BudgetConfig(double share, double perSecond, int burst) {
    /// One retry for five exchanges, besides one a second, at most 100 in one go.
    public static final BudgetConfig DEFAULT = new BudgetConfig(0.2, 1, 100);

    /// As many retries as the attempts of each exchange allow.
    public static final BudgetConfig UNLIMITED = new BudgetConfig(1_000, 0, 1_000_000);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is negative or no number, or the bucket holds nothing
    public BudgetConfig {
        requireAtLeastZero("share", share);
        requireAtLeastZero("perSecond", perSecond);
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be at least 1, not " + burst);
        }
    }

    /// Copies with another share.
    ///
    /// @param other how many retries each exchange allows
    /// @return the copy
    public BudgetConfig withShare(double other) {
        return new BudgetConfig(other, perSecond, burst);
    }

    private static void requireAtLeastZero(String name, double value) {
        if (!(value >= 0) || value > 1_000_000) {
            throw new IllegalArgumentException(name + " must be from 0 to 1000000, not " + value);
        }
    }
}
