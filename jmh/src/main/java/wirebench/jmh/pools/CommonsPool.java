package wirebench.jmh.pools;

import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/// The GenericObjectPool of Apache Commons, without management beans and without statistics of each lease.
final class CommonsPool implements LeasePool<Token> {
    private final GenericObjectPool<Token> pool;

    CommonsPool(int size, AtomicInteger made) {
        GenericObjectPoolConfig<Token> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(size);
        config.setMaxIdle(size);
        config.setMaxWait(PATIENCE);
        config.setJmxEnabled(false);
        config.setCollectDetailedStatistics(false);
        pool = new GenericObjectPool<>(new Tokens(made), config);
    }

    @Override
    public Token lease() throws TimeoutException, InterruptedException {
        try {
            return pool.borrowObject();
        } catch (NoSuchElementException e) {
            TimeoutException late = new TimeoutException("no token came");
            late.initCause(e);
            throw late;
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void release(Token token) {
        pool.returnObject(token);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Tokens extends BasePooledObjectFactory<Token> {
        private final AtomicInteger made;

        Tokens(AtomicInteger made) {
            this.made = made;
        }

        @Override
        public Token create() {
            return new Token(made);
        }

        @Override
        public PooledObject<Token> wrap(Token token) {
            return new DefaultPooledObject<>(token);
        }
    }
}
