package wirebench.load;

import java.time.Duration;
import wirebench.client.Deadline;

/// When a load is given up before its end, so that a server that died is reported and not waited for. Immutable.
///
/// @param errorsInARow so many exchanges in flight on one lane may fail one after another, before the load is given
///     up at the next
/// @param stall how long the load may go without any exchange ending, and how long it waits for those in
///     flight when its time is over
public record Patience(int errorsInARow, Duration stall) {
    /// 100 errors in a row, and one minute without progress.
    public static final Patience DEFAULT = new Patience(100, Duration.ofMinutes(1));

    /// No error at all, and one minute without progress: for measurements, which an error spoils.
    public static final Patience NONE = DEFAULT.withErrorsInARow(0);

    private static final long MILLIS_PER_SECOND = 1_000;

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public Patience {
        if (errorsInARow < 0) {
            throw new IllegalArgumentException("errorsInARow must not be negative: " + errorsInARow);
        }
        if (!stall.isPositive()) {
            throw new IllegalArgumentException("stall must be positive, not " + stall);
        }
    }

    /// Copies with another bound on errors.
    ///
    /// @param errors 0 if the first error ends the load
    /// @return the copy
    public Patience withErrorsInARow(int errors) {
        return new Patience(errors, stall);
    }

    /// The bound on time without progress, as drivers reckon with it: no more than half of what a long holds, so
    /// that differences of points in time do not overflow.
    ///
    /// @return nanoseconds
    public long stallNanos() {
        return Math.min(Deadline.nanos(stall), Long.MAX_VALUE / 2);
    }

    /// The bound on time without progress for a person.
    ///
    /// @return such as `300 ms` or `110 s`
    public String stallText() {
        long millis = stallNanos() / 1_000_000;
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + " s" : millis + " ms";
    }

    /// Copies with another bound on time without progress.
    ///
    /// @param duration positive
    /// @return the copy
    public Patience withStall(Duration duration) {
        return new Patience(errorsInARow, duration);
    }
}
