package wirebench.jmh.pools;

import com.zaxxer.hikari.util.ConcurrentBag;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// The bag inside HikariCP's pool, without the pool's checks of a connection. It is filled at once: to make more is
/// the task of the pool around it.
final class HikariBag implements LeasePool<HikariBag.Connection> {
    private final ConcurrentBag<Connection> bag = new ConcurrentBag<>(_ -> {});

    HikariBag(int size, AtomicInteger made) {
        for (int i = 0; i < size; i++) {
            bag.add(new Connection(made));
        }
    }

    @Override
    public Connection lease() throws TimeoutException, InterruptedException {
        Connection connection = bag.borrow(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        if (connection == null) {
            throw new TimeoutException("no token came");
        }
        return connection;
    }

    @Override
    public void release(Connection connection) {
        bag.requite(connection);
    }

    @Override
    public void close() {
        bag.close();
    }

    /// A token with the state that the bag keeps in it.
    static final class Connection extends Token implements ConcurrentBag.IConcurrentBagEntry {
        private final AtomicInteger state = new AtomicInteger();

        private Connection(AtomicInteger made) {
            super(made);
        }

        @Override
        public boolean compareAndSet(int expected, int next) {
            return state.compareAndSet(expected, next);
        }

        @Override
        public void setState(int next) {
            state.set(next);
        }

        @Override
        public int getState() {
            return state.get();
        }
    }
}
