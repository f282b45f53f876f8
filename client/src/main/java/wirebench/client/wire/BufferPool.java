package wirebench.client.wire;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bounded pool of direct buffers, in stripes so that threads seldom meet: each looks into the stripe of its own
/// number first, then into the others. The pair given back last is lent first, while it is still in the cache.
/// Thread-safe; a stripe's lock is held for a few field accesses.
final class BufferPool implements BufferSource {
    private final Stripe[] stripes; // a power of two of them
    private final int octets;

    private BufferPool(Stripe[] stripes, int octets) {
        this.stripes = stripes;
        this.octets = octets;
    }

    /// An empty pool.
    ///
    /// @param octets size of each buffer
    /// @param most pairs that it keeps, at least; rounded up so that each stripe keeps as many
    static BufferPool of(int octets, int most) {
        int processors = Runtime.getRuntime().availableProcessors();
        Stripe[] stripes = new Stripe[Integer.highestOneBit(Math.max(1, processors * 2 - 1))];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe((most + stripes.length - 1) / stripes.length);
        }
        return new BufferPool(stripes, octets);
    }

    @Override
    public BufferPair lease() {
        int own = ownStripe();
        for (int i = 0; i < stripes.length; i++) {
            BufferPair pair = stripes[own + i & stripes.length - 1].poll();
            if (pair != null) {
                return pair;
            }
        }
        return BufferPair.direct(octets);
    }

    @Override
    public void release(BufferPair used) {
        int own = ownStripe();
        boolean kept = false;
        for (int i = 0; i < stripes.length && !kept; i++) {
            kept = stripes[own + i & stripes.length - 1].offer(used);
        }
    }

    private int ownStripe() {
        return (int) Thread.currentThread().threadId() & stripes.length - 1;
    }

    private static final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private final @Nullable BufferPair[] stack; // guarded by lock
        private int size; // guarded by lock

        Stripe(int most) {
            stack = new BufferPair[most];
        }

        @Nullable
        BufferPair poll() {
            lock.lock();
            try {
                if (size == 0) {
                    return null;
                }
                BufferPair top = stack[--size];
                stack[size] = null;
                return top;
            } finally {
                lock.unlock();
            }
        }

        boolean offer(BufferPair pair) {
            lock.lock();
            try {
                if (size == stack.length) {
                    return false;
                }
                stack[size++] = pair;
                return true;
            } finally {
                lock.unlock();
            }
        }
    }
}
