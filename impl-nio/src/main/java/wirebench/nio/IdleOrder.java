package wirebench.nio;

import wirebench.client.config.PoolConfig;
import wirebench.client.config.PoolStrategy;

/// The order in which exchanges get a loop's idle connections to an origin: what a pooling strategy comes to on an
/// event loop.
enum IdleOrder {
    /// The one used last, so that the others get the chance to expire.
    NEWEST,

    /// The one idle for the longest time.
    OLDEST,

    /// The one that the exchange's handler used last; nobody else gets it.
    OWN;

    /// @throws IllegalArgumentException if the strategy is of no use on an event loop
    static IdleOrder of(PoolConfig config) {
        PoolStrategy strategy = config.strategy();
        IdleOrder order = switch (strategy) {
            case LIFO, NONE -> NEWEST; // without a pool none is ever idle
            case FIFO -> OLDEST;
            case DEDICATED -> OWN;
            case STRIPED, THREAD_AFFINE, LOCK_FREE ->
                throw new IllegalArgumentException("the pooling strategy " + strategy.label()
                        + " is for pools that threads share, but a pool on an event loop is its own; choose"
                        + " one of none, dedicated, lifo, fifo");
        };
        if (config.minIdle() > 0 && (strategy == PoolStrategy.NONE || strategy == PoolStrategy.DEDICATED)) {
            throw new IllegalArgumentException("minIdle keeps connections for anybody, of which the pooling strategy "
                    + strategy.label() + " has none; choose one of lifo, fifo");
        }
        return order;
    }
}
