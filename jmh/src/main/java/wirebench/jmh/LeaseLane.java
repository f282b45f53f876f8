package wirebench.jmh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import wirebench.jmh.pools.LeasePool;
import wirebench.jmh.pools.Token;
import wirebench.load.SynchronousLane;

/// Leases, holds and releases, and insists that nobody else has the same token meanwhile. Confined to one thread.
///
/// @param <T> the pool's kind of token
/// @param pool shared with the other lanes
/// @param yields whether it lets others run while it holds the token, so that they come to wait
record LeaseLane<T extends Token>(LeasePool<T> pool, boolean yields) implements SynchronousLane {
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // to yield is what is asked for
    public long exchange() throws IOException {
        T token = lease();
        token.take();
        if (yields) {
            Thread.yield();
        }
        token.giveBack();
        pool.release(token);
        return 0;
    }

    private T lease() throws IOException {
        try {
            return pool.lease();
        } catch (TimeoutException e) {
            throw new IOException("nothing could be leased within " + LeasePool.PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for a token");
        }
    }
}
