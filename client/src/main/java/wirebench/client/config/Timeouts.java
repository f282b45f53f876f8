package wirebench.client.config;

import java.time.Duration;

/// How long each phase of an exchange may take. Immutable. `Duration.ZERO` means no timeout.
///
/// @param acquire waiting for a connection from the pool
/// @param connect resolving and connecting
/// @param handshake agreeing on keys with a server behind TLS, once connected
/// @param write between two writes of the request; time in which the request's own body has nothing to send does
///     not
///     count
/// @param expectContinue how long a request with `Expect: 100-continue` holds its body back for an interim
///     response;
///     then it is sent without one (RFC 9110 section 10.1.1), so this is the one timeout that is no failure
/// @param head from the end of the request to the end of the final response's head; a server cannot stretch it by
///     sending an octet now and then
/// @param read between two reads of the body
/// @param drain reading the rest of a body that nobody wants; then the connection is closed, which is no failure
/// @param total the whole exchange, retry included
public record Timeouts(
        Duration acquire,
        Duration connect,
        Duration handshake,
        Duration write,
        Duration expectContinue,
        Duration head,
        Duration read,
        Duration drain,
        Duration total) {
    /// 10 s to acquire, 5 s to connect, 10 s for a handshake, 30 s between writes, 1 s for a 100 (Continue), 30 s
    /// for the head, 30 s between reads, 100 ms to drain, no bound on the whole.
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ZERO);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is negative
    public Timeouts {
        requireNotNegative("acquire", acquire);
        requireNotNegative("connect", connect);
        requireNotNegative("handshake", handshake);
        requireNotNegative("write", write);
        requireNotNegative("expectContinue", expectContinue);
        requireNotNegative("head", head);
        requireNotNegative("read", read);
        requireNotNegative("drain", drain);
        requireNotNegative("total", total);
    }

    /// Copies with another timeout for acquiring.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withAcquire(Duration timeout) {
        return new Timeouts(timeout, connect, handshake, write, expectContinue, head, read, drain, total);
    }

    /// Copies with another timeout for connecting.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withConnect(Duration timeout) {
        return new Timeouts(acquire, timeout, handshake, write, expectContinue, head, read, drain, total);
    }

    /// Copies with another timeout for handshakes.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withHandshake(Duration timeout) {
        return new Timeouts(acquire, connect, timeout, write, expectContinue, head, read, drain, total);
    }

    /// Copies with another timeout between writes.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withWrite(Duration timeout) {
        return new Timeouts(acquire, connect, handshake, timeout, expectContinue, head, read, drain, total);
    }

    /// Copies with another timeout for 100 (Continue).
    ///
    /// @param timeout zero to wait for the answer, however long
    /// @return the copy
    public Timeouts withExpectContinue(Duration timeout) {
        return new Timeouts(acquire, connect, handshake, write, timeout, head, read, drain, total);
    }

    /// Copies with another timeout for the head.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withHead(Duration timeout) {
        return new Timeouts(acquire, connect, handshake, write, expectContinue, timeout, read, drain, total);
    }

    /// Copies with another timeout between reads.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withRead(Duration timeout) {
        return new Timeouts(acquire, connect, handshake, write, expectContinue, head, timeout, drain, total);
    }

    /// Copies with another timeout for draining.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withDrain(Duration timeout) {
        return new Timeouts(acquire, connect, handshake, write, expectContinue, head, read, timeout, total);
    }

    /// Copies with another timeout for the whole exchange.
    ///
    /// @param timeout zero for none
    /// @return the copy
    public Timeouts withTotal(Duration timeout) {
        return new Timeouts(acquire, connect, handshake, write, expectContinue, head, read, drain, timeout);
    }

    private static void requireNotNegative(String name, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the " + name + " timeout must not be negative: " + timeout);
        }
    }
}
