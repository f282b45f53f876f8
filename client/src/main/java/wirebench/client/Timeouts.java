package wirebench.client;

import java.time.Duration;

/// How long each phase of an exchange may take. Immutable. `Duration.ZERO` means no timeout.
///
/// @param acquire waiting for a connection from the pool
/// @param connect resolving and connecting
/// @param head from the end of the request to the end of the final response's head; a server cannot stretch it by
///     sending an octet now and then
/// @param read between two reads of the body
/// @param total the whole exchange, retry included
public record Timeouts(Duration acquire, Duration connect, Duration head, Duration read, Duration total) {
    /// 10 s to acquire, 5 s to connect, 30 s for the head, 30 s between reads, no bound on the whole.
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ZERO);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is negative
    public Timeouts {
        requireNotNegative("acquire", acquire);
        requireNotNegative("connect", connect);
        requireNotNegative("head", head);
        requireNotNegative("read", read);
        requireNotNegative("total", total);
    }

    /// Copies with another timeout for acquiring.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withAcquire(Duration timeout) {
        return new Timeouts(timeout, connect, head, read, total);
    }

    /// Copies with another timeout for connecting.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withConnect(Duration timeout) {
        return new Timeouts(acquire, timeout, head, read, total);
    }

    /// Copies with another timeout for the head.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withHead(Duration timeout) {
        return new Timeouts(acquire, connect, timeout, read, total);
    }

    /// Copies with another timeout between reads.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withRead(Duration timeout) {
        return new Timeouts(acquire, connect, head, timeout, total);
    }

    /// Copies with another timeout for the whole exchange.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withTotal(Duration timeout) {
        return new Timeouts(acquire, connect, head, read, timeout);
    }

    private static void requireNotNegative(String name, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the " + name + " timeout must not be negative: " + timeout);
        }
    }
}
