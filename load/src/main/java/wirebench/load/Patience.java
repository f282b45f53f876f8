package wirebench.load;

import java.time.Duration;

/// When a load is given up before its end, so that a server that died is reported and not waited for. Immutable.
///
/// @param errorsInARow so many exchanges in flight on one lane may fail one after another, before the load is given
///     up at the next
/// @param stall how long the load may go without any exchange ending
public record Patience(int errorsInARow, Duration stall) {
    /// 100 errors in a row, and one minute without progress.
    public static final Patience DEFAULT = new Patience(100, Duration.ofMinutes(1));

    /// No error at all, and one minute without progress: for measurements, which an error spoils.
    public static final Patience NONE = DEFAULT.withErrorsInARow(0);

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

    /// Copies with another bound on time without progress.
    ///
    /// @param duration positive
    /// @return the copy
    public Patience withStall(Duration duration) {
        return new Patience(errorsInARow, duration);
    }
}
