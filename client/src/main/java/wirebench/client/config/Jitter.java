package wirebench.client.config;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// How chance spreads the pauses before retries, so that clients which failed together do not come back together.
///
/// The formulas are those of Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015. There,
/// `attempt` counts from 0, and `temp = min(cap, base * 2 ** attempt)`.
public enum Jitter {
    /// `sleep = temp`: plain exponential backoff.
    NONE {
        @Override
        long pause(long exponential, long base, long cap, long previous, RandomGenerator chance) {
            return exponential;
        }
    },
    /// `sleep = random_between(0, temp)`: the fewest calls under contention.
    FULL {
        @Override
        long pause(long exponential, long base, long cap, long previous, RandomGenerator chance) {
            return between(0, exponential, chance);
        }
    },
    /// `sleep = temp / 2 + random_between(0, temp / 2)`: never much less than the exponential pause.
    EQUAL {
        @Override
        long pause(long exponential, long base, long cap, long previous, RandomGenerator chance) {
            return exponential / 2 + between(0, exponential / 2, chance);
        }
    },
    /// `sleep = min(cap, random_between(base, sleep * 3))`: grows with the previous pause, not with the attempts.
    DECORRELATED {
        @Override
        long pause(long exponential, long base, long cap, long previous, RandomGenerator chance) {
            long most = previous > Long.MAX_VALUE / 3 ? Long.MAX_VALUE : Math.max(base, previous * 3);
            return Math.min(cap, between(base, most, chance));
        }
    };

    /// The pause before the next attempt, in nanoseconds as all the numbers are.
    abstract long pause(long exponential, long base, long cap, long previous, RandomGenerator chance);

    /// The name in lower case, as the command takes it.
    ///
    /// @return such as `full`
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static long between(long least, long most, RandomGenerator chance) {
        return most == Long.MAX_VALUE ? chance.nextLong(least, most) : chance.nextLong(least, most + 1);
    }
}
