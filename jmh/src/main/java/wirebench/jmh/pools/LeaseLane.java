package wirebench.jmh.pools;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import wirebench.load.lane.SynchronousLane;

/// Leases, holds and releases, and insists that nobody else has the same token meanwhile. Confined to one thread.
///
/// @param <T> the pool's kind of token
/// @param pool shared with the other lanes
/// @param yields whether it lets others run while it holds the token, so that they come to wait
/// @param turns how often, for one turn of the loop that drives the lane
record LeaseLane<T extends Token>(LeasePool<T> pool, boolean yields, int turns) implements SynchronousLane {
    @Override
    public long exchange() throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            leaseAndRelease();
        }
        return 0;
    }

    @SuppressWarnings("ThreadPriorityCheck") // to yield is what is asked for
    private void leaseAndRelease() throws IOException {
        T token = lease();
        token.take();
        if (yields) {
            Thread.yield();
        }
        token.giveBack();
        pool.release(token);
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
