package wirebench.client.config;

import java.time.Duration;
import java.util.function.UnaryOperator;
import wirebench.protocol.Limits;

/// What every implementation can be told. Immutable; each limit has a documented default in [#DEFAULT].
///
/// @param pool how connections are kept
/// @param reconnect how a server is looked for to which connections are to be kept and that has gone away
/// @param buffers how octets are buffered
/// @param waiting how octets from the server are waited for
/// @param eventLoops threads of an implementation that uses event loops; others ignore it
/// @param pipelineDepth exchanges that a connection may carry at a time: requests that are idempotent and have no
///     body are sent one behind another without waiting for the responses (RFC 9112 section 9.3.2), once there are
///     as many connections as there may be; only an implementation that uses event loops does so
/// @param collectedOctets the largest body that `HttpClient.send` gathers in memory
/// @param drainOctets the most that is read of a body that nobody wants, so that its connection can be used again
/// @param timeouts how long each phase may take
/// @param tls whom connections for `https` URLs trust, and who they are
/// @param limits the most that a response may ask for
public record ClientConfig(
        PoolConfig pool,
        ReconnectConfig reconnect,
        BufferConfig buffers,
        WaitStrategy waiting,
        int eventLoops,
        int pipelineDepth,
        int collectedOctets,
        int drainOctets,
        Timeouts timeouts,
        TlsConfig tls,
        Limits limits) {

    /// The defaults of pool, reconnecting, buffers, timeouts, TLS and limits; blocking waits, one event loop,
    /// no pipelining, 64 MiB gathered, 64 KiB drained.
    public static final ClientConfig DEFAULT = new ClientConfig(
            PoolConfig.DEFAULT,
            ReconnectConfig.DEFAULT,
            BufferConfig.DEFAULT,
            WaitStrategy.BLOCK,
            1,
            1,
            64 * 1024 * 1024,
            64 * 1024,
            Timeouts.DEFAULT,
            TlsConfig.DEFAULT,
            Limits.DEFAULT);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public ClientConfig {
        requireAtLeast("eventLoops", eventLoops, 1);
        requireAtLeast("pipelineDepth", pipelineDepth, 1);
        requireAtLeast("collectedOctets", collectedOctets, 0);
        requireAtLeast("drainOctets", drainOctets, 0);
    }

    /// Copies with another pool.
    ///
    /// @param change what becomes of the present one
    /// @return the copy
    public ClientConfig withPool(UnaryOperator<PoolConfig> change) {
        return new ClientConfig(
                change.apply(pool),
                reconnect,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with another way of looking for servers that have gone away.
    ///
    /// @param other the way
    /// @return the copy
    public ClientConfig withReconnect(ReconnectConfig other) {
        return new ClientConfig(
                pool,
                other,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with other buffers.
    ///
    /// @param change what becomes of the present ones
    /// @return the copy
    public ClientConfig withBuffers(UnaryOperator<BufferConfig> change) {
        return new ClientConfig(
                pool,
                reconnect,
                change.apply(buffers),
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with another way to wait.
    ///
    /// @param other the strategy
    /// @return the copy
    public ClientConfig withWaiting(WaitStrategy other) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                other,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with another bound on connections per origin.
    ///
    /// @param connections at least 1
    /// @return the copy
    public ClientConfig withMaxConnections(int connections) {
        return withPool(kept -> kept.withMaxConnections(connections));
    }

    /// Copies with another bound on waiting exchanges.
    ///
    /// @param exchanges 0 if none may wait
    /// @return the copy
    public ClientConfig withMaxWaiting(int exchanges) {
        return withPool(kept -> kept.withMaxWaiting(exchanges));
    }

    /// Copies with another buffer size.
    ///
    /// @param octets at least 256
    /// @return the copy
    public ClientConfig withBufferOctets(int octets) {
        return withBuffers(kept -> kept.withOctets(octets));
    }

    /// Copies with another idle timeout.
    ///
    /// @param timeout positive
    /// @return the copy
    public ClientConfig withIdleTimeout(Duration timeout) {
        return withPool(kept -> kept.withIdleTimeout(timeout));
    }

    /// Copies with another number of event loops.
    ///
    /// @param loops at least 1
    /// @return the copy
    public ClientConfig withEventLoops(int loops) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                loops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with another bound on the exchanges of a connection at a time.
    ///
    /// @param depth at least 1, which is no pipelining
    /// @return the copy
    public ClientConfig withPipelineDepth(int depth) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                eventLoops,
                depth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with another bound on gathered bodies.
    ///
    /// @param octets the bound
    /// @return the copy
    public ClientConfig withCollectedOctets(int octets) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                octets,
                drainOctets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with another bound on what is read of unwanted bodies.
    ///
    /// @param octets 0 if nothing is to be read
    /// @return the copy
    public ClientConfig withDrainOctets(int octets) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                octets,
                timeouts,
                tls,
                limits);
    }

    /// Copies with other timeouts.
    ///
    /// @param other the timeouts
    /// @return the copy
    public ClientConfig withTimeouts(Timeouts other) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                other,
                tls,
                limits);
    }

    /// Copies with other rules for TLS.
    ///
    /// @param change what becomes of the present ones
    /// @return the copy
    public ClientConfig withTls(UnaryOperator<TlsConfig> change) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                change.apply(tls),
                limits);
    }

    /// Copies with other limits.
    ///
    /// @param other the limits
    /// @return the copy
    public ClientConfig withLimits(Limits other) {
        return new ClientConfig(
                pool,
                reconnect,
                buffers,
                waiting,
                eventLoops,
                pipelineDepth,
                collectedOctets,
                drainOctets,
                timeouts,
                tls,
                other);
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
