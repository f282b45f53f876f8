package wirebench.jmh.pools;

import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import wirebench.client.ExchangeFailure;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.config.PoolConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.client.pool.ConnectionPool;
import wirebench.client.pool.PoolSlot;

/// The pool of our clients on threads, with all its checks of age and uses. The time is the caller's to tell, who
/// has read the clock anyway to know when the connection fell idle: here it stands still, as the other pools are
/// not told the time either.
final class OwnPool implements LeasePool<OwnPool.Connection>, ConnectionPool.Owner<OwnPool.Connection> {
    private static final String UNFAIR = "-unfair";

    private final ConnectionPool<Connection> pool;
    private final AtomicInteger made;

    private OwnPool(PoolConfig config, AtomicInteger made) {
        this.made = made;
        Origin nowhere = new Origin(false, "127.0.0.1", 1);
        pool = new ConnectionPool<>(nowhere, config, NanoClock.SYSTEM, new Random(1), this);
    }

    /// A pool by its strategy.
    ///
    /// @param name such as `lifo`, or `lifo-unfair`
    static OwnPool of(String name, int size, AtomicInteger made) {
        boolean fair = !name.endsWith(UNFAIR);
        String strategy = fair ? name : name.substring(0, name.length() - UNFAIR.length());
        PoolConfig config = PoolConfig.DEFAULT
                .withStrategy(PoolStrategy.named(strategy))
                .withFair(fair)
                .withMaxConnections(size);
        return new OwnPool(config, made);
    }

    @Override
    public Connection lease() throws TimeoutException {
        try {
            PoolSlot<Connection> slot = pool.lease(Long.MAX_VALUE, Phase.ACQUIRE);
            Connection idle = slot.connection();
            return idle != null ? idle : opened(slot);
        } catch (ExchangeFailure e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void release(Connection connection) {
        pool.release(connection.slot, 0);
    }

    @Override
    public void close() {
        pool.shut();
    }

    @Override
    public void close(Connection connection) {
        made.decrementAndGet(); // it has made room for another: `dedicated` does that where threads outnumber places
    }

    @Override
    public void tendBy(long nanos) {}

    private Connection opened(PoolSlot<Connection> slot) {
        Connection connection = new Connection(slot, made);
        pool.opened(slot, connection);
        return connection;
    }

    /// A token that knows its slot.
    static final class Connection extends Token {
        private final PoolSlot<Connection> slot;

        private Connection(PoolSlot<Connection> slot, AtomicInteger made) {
            super(made);
            this.slot = slot;
        }
    }
}
