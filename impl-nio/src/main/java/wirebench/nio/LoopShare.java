package wirebench.nio;

import wirebench.client.Deadline;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolConfig;
import wirebench.client.config.Timeouts;
import wirebench.client.pool.PoolHealth;
import wirebench.client.tls.TlsEngines;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.CallLedger;

/// The share of a client's configuration that one loop gets, in the units of hot code. Immutable.
///
/// @param index which loop it is, from 0
/// @param config what the client was told
/// @param supply the buffers of all loops
/// @param recordBuffers the same for connections by way of TLS
/// @param engines seal and open the octets of those
/// @param ledger counts the calls on all sockets
/// @param scope how long connections hold on to buffers
/// @param callsPerTurn reads of one connection before the loop's others get their turn
/// @param maxConnections connections to one origin on this loop, at least 1
/// @param maxWaiting exchanges on this loop that may wait for a connection to one origin
/// @param acquireNanos 0 for no timeout, as for the others
/// @param connectNanos for resolving and connecting
/// @param handshakeNanos for being secured
/// @param writeNanos between two writes of the request
/// @param continueNanos how long a body is held back for an interim response
/// @param headNanos from the end of the request to the end of the head
/// @param readNanos between two reads of the body
/// @param drainNanos for a body that nobody wants
/// @param totalNanos for the whole exchange
/// @param spinNanos how long to look again and again before waiting
/// @param pipelineDepth exchanges that a connection may carry at a time
/// @param order which idle connection an exchange gets
/// @param fair whether those who wait are served before whoever comes later
/// @param minIdle connections to one origin that are kept open on this loop
/// @param health how long connections may be used
/// @param leakNanos how long a lease may last unreported, `Long.MAX_VALUE` for ever
record LoopShare(
        int index,
        ClientConfig config,
        BufferSupply supply,
        BufferSupply recordBuffers,
        TlsEngines engines,
        CallLedger ledger,
        BufferScope scope,
        int callsPerTurn,
        int maxConnections,
        int maxWaiting,
        long acquireNanos,
        long connectNanos,
        long handshakeNanos,
        long writeNanos,
        long continueNanos,
        long headNanos,
        long readNanos,
        long drainNanos,
        long totalNanos,
        long spinNanos,
        int pipelineDepth,
        IdleOrder order,
        boolean fair,
        int minIdle,
        PoolHealth health,
        long leakNanos) {
    /// Buffers filled or emptied before the loop's other connections get their turn.
    static final int BUFFERS_PER_TURN = 16;

    /// The same where each call reads little.
    private static final int SINGLE_OCTETS_PER_TURN = 1024;

    /// The first of the shares; the others follow by [#withIndex].
    static LoopShare first(ClientConfig config, TlsEngines engines) {
        return of(config, BufferSupply.of(config), BufferSupply.forTls(config), engines, new CallLedger(), 0);
    }

    /// The same of another loop.
    LoopShare withIndex(int other) {
        return of(config, supply, recordBuffers, engines, ledger, other);
    }

    private static LoopShare of(
            ClientConfig config,
            BufferSupply supply,
            BufferSupply recordBuffers,
            TlsEngines engines,
            CallLedger ledger,
            int index) {
        PoolConfig pool = config.pool();
        Timeouts timeouts = config.timeouts();
        BufferStrategy strategy = config.buffers().strategy();
        return new LoopShare(
                index,
                config,
                supply,
                recordBuffers,
                engines,
                ledger,
                BufferScope.of(strategy),
                strategy == BufferStrategy.UNBUFFERED ? SINGLE_OCTETS_PER_TURN : BUFFERS_PER_TURN,
                Math.max(1, share(pool.maxConnections(), config.eventLoops(), index)),
                share(pool.maxWaiting(), config.eventLoops(), index),
                Deadline.nanos(timeouts.acquire()),
                Deadline.nanos(timeouts.connect()),
                Deadline.nanos(timeouts.handshake()),
                Deadline.nanos(timeouts.write()),
                Deadline.nanos(timeouts.expectContinue()),
                Deadline.nanos(timeouts.head()),
                Deadline.nanos(timeouts.read()),
                Deadline.nanos(timeouts.drain()),
                Deadline.nanos(timeouts.total()),
                Deadline.nanos(config.waiting().spin()),
                IdleOrder.of(pool) == IdleOrder.OWN ? 1 : config.pipelineDepth(),
                IdleOrder.of(pool),
                pool.fair(),
                share(pool.minIdle(), config.eventLoops(), index),
                PoolHealth.of(pool),
                pool.leakAfter().isZero() ? Long.MAX_VALUE : Deadline.nanos(pool.leakAfter()));
    }

    /// The first loops get one more each where the whole cannot be divided evenly.
    private static int share(int whole, int loops, int index) {
        return whole / loops + (index < whole % loops ? 1 : 0);
    }
}
