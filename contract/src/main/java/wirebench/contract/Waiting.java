package wirebench.contract;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;

/// Waits for what happens on other threads, never longer than a bound that only a broken client reaches.
final class Waiting {
    private static final long MOST_SECONDS = 20;
    private static final long PAUSE_NANOS = 500_000;

    private Waiting() {}

    /// Waits until a condition holds.
    ///
    /// @param what the condition in words, evaluated if it never holds
    static void until(Supplier<String> what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                throw new AssertionError("still not, after " + MOST_SECONDS + " s: " + what.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Waits until a condition holds.
    static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }

    /// Lets time pass, where the passing of time is what is tested.
    static void elapse(Duration duration) {
        long start = System.nanoTime();
        until("time passes", () -> System.nanoTime() - start > duration.toNanos());
    }

    /// The result of a future, or what it failed with.
    static <T extends @Nullable Object> T resultOf(Future<T> future) throws ExchangeException {
        try {
            return future.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw new AssertionError("no outcome after " + MOST_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an outcome", e);
        }
    }

    private static ExchangeException rethrown(Throwable cause) {
        return switch (cause) {
            case ExchangeException exchange -> exchange;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new CompletionException(cause);
        };
    }
}
