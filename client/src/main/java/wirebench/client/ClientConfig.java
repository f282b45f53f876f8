package wirebench.client;

import java.time.Duration;
import wirebench.protocol.Limits;

/// What every implementation can be told. Immutable; each limit has a documented default in [#DEFAULT].
///
/// @param maxConnections connections per origin, leased and idle together
/// @param maxWaiting exchanges per origin that may wait for a connection
/// @param bufferOctets size of each of a connection's two buffers
/// @param eventLoops threads of an implementation that uses event loops; others ignore it
/// @param idleTimeout how long a connection may stay idle and still be used again
/// @param collectedOctets the largest body that [HttpClient#send] gathers in memory
/// @param drainOctets the most that is read of a body that nobody wants, so that its connection can be used again
/// @param timeouts how long each phase may take
/// @param limits the most that a response may ask for
public record ClientConfig(
        int maxConnections,
        int maxWaiting,
        int bufferOctets,
        int eventLoops,
        Duration idleTimeout,
        int collectedOctets,
        int drainOctets,
        Timeouts timeouts,
        Limits limits) {

    /// 64 connections and 65 536 waiting exchanges per origin, buffers of 16 KiB, one event loop, 30 s idle, 64 MiB
    /// gathered, 64 KiB drained.
    public static final ClientConfig DEFAULT = new ClientConfig(
            64,
            65_536,
            16 * 1024,
            1,
            Duration.ofSeconds(30),
            64 * 1024 * 1024,
            64 * 1024,
            Timeouts.DEFAULT,
            Limits.DEFAULT);

    private static final int LEAST_BUFFER = 256;

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public ClientConfig {
        requireAtLeast("maxConnections", maxConnections, 1);
        requireAtLeast("maxWaiting", maxWaiting, 0);
        requireAtLeast("bufferOctets", bufferOctets, LEAST_BUFFER);
        requireAtLeast("eventLoops", eventLoops, 1);
        requireAtLeast("collectedOctets", collectedOctets, 0);
        requireAtLeast("drainOctets", drainOctets, 0);
        if (!idleTimeout.isPositive()) {
            throw new IllegalArgumentException("the idle timeout must be positive, not " + idleTimeout);
        }
    }

    /// Copies with another bound on connections per origin.
    ///
    /// @param connections at least 1
    /// @return the copy
    public ClientConfig withMaxConnections(int connections) {
        return new ClientConfig(
                connections,
                maxWaiting,
                bufferOctets,
                eventLoops,
                idleTimeout,
                collectedOctets,
                drainOctets,
                timeouts,
                limits);
    }

    /// Copies with another bound on waiting exchanges.
    ///
    /// @param exchanges 0 if none may wait
    /// @return the copy
    public ClientConfig withMaxWaiting(int exchanges) {
        return new ClientConfig(
                maxConnections,
                exchanges,
                bufferOctets,
                eventLoops,
                idleTimeout,
                collectedOctets,
                drainOctets,
                timeouts,
                limits);
    }

    /// Copies with another buffer size.
    ///
    /// @param octets at least 256
    /// @return the copy
    public ClientConfig withBufferOctets(int octets) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                octets,
                eventLoops,
                idleTimeout,
                collectedOctets,
                drainOctets,
                timeouts,
                limits);
    }

    /// Copies with another number of event loops.
    ///
    /// @param loops at least 1
    /// @return the copy
    public ClientConfig withEventLoops(int loops) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                bufferOctets,
                loops,
                idleTimeout,
                collectedOctets,
                drainOctets,
                timeouts,
                limits);
    }

    /// Copies with another idle timeout.
    ///
    /// @param timeout positive
    /// @return the copy
    public ClientConfig withIdleTimeout(Duration timeout) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                bufferOctets,
                eventLoops,
                timeout,
                collectedOctets,
                drainOctets,
                timeouts,
                limits);
    }

    /// Copies with another bound on gathered bodies.
    ///
    /// @param octets the bound
    /// @return the copy
    public ClientConfig withCollectedOctets(int octets) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                bufferOctets,
                eventLoops,
                idleTimeout,
                octets,
                drainOctets,
                timeouts,
                limits);
    }

    /// Copies with another bound on what is read of unwanted bodies.
    ///
    /// @param octets 0 if nothing is to be read
    /// @return the copy
    public ClientConfig withDrainOctets(int octets) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                bufferOctets,
                eventLoops,
                idleTimeout,
                collectedOctets,
                octets,
                timeouts,
                limits);
    }

    /// Copies with other timeouts.
    ///
    /// @param other the timeouts
    /// @return the copy
    public ClientConfig withTimeouts(Timeouts other) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                bufferOctets,
                eventLoops,
                idleTimeout,
                collectedOctets,
                drainOctets,
                other,
                limits);
    }

    /// Copies with other limits.
    ///
    /// @param other the limits
    /// @return the copy
    public ClientConfig withLimits(Limits other) {
        return new ClientConfig(
                maxConnections,
                maxWaiting,
                bufferOctets,
                eventLoops,
                idleTimeout,
                collectedOctets,
                drainOctets,
                timeouts,
                other);
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
