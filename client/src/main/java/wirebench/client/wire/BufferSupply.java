package wirebench.client.wire;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import wirebench.client.config.ClientConfig;

/// The buffers of one client: one strategy with one size. Thread-safe.
public final class BufferSupply {
    /// Room for any record of TLS, sealed or not (RFC 8446 section 5.2, RFC 5246 section 6.2.3).
    public static final int TLS_RECORD_OCTETS = 17 * 1024;

    /// Pairs that a thread keeps; more than one only if it has several exchanges under way.
    private static final int MOST_PER_THREAD = 4;

    private final Supplier<BufferSource> sources;

    private BufferSupply(Supplier<BufferSource> sources) {
        this.sources = sources;
    }

    /// The buffers that a configuration asks for.
    ///
    /// @param config strategy and size; the pool of `BufferStrategy.POOLED_DIRECT` keeps as many pairs as there
    ///     may
    ///     be connections to one origin, and allocates what is wanted beyond
    /// @return the supply, one for a client
    public static BufferSupply of(ClientConfig config) {
        return of(config, config.buffers().octets());
    }

    /// The same for connections by way of TLS, where a buffer must have room for a record, sealed or not, and each
    /// connection uses two pairs: one for what is sealed and one for what is not.
    ///
    /// @param config strategy and size
    /// @return the supply, one for a client
    public static BufferSupply forTls(ClientConfig config) {
        return of(config, Math.max(TLS_RECORD_OCTETS, config.buffers().octets()));
    }

    private static BufferSupply of(ClientConfig config, int octets) {
        return switch (config.buffers().strategy()) {
            case UNBUFFERED, STREAM, HEAP_PER_CONNECTION -> new BufferSupply(() -> new Kept(BufferPair.heap(octets)));
            case DIRECT_PER_CONNECTION -> new BufferSupply(() -> new Kept(BufferPair.direct(octets)));
            case HEAP_PER_EXCHANGE -> shared(new Anew(() -> BufferPair.heap(octets)));
            case DIRECT_PER_EXCHANGE -> shared(new Anew(() -> BufferPair.direct(octets)));
            case THREAD_LOCAL_DIRECT -> shared(new OfThread(octets));
            case POOLED_DIRECT -> shared(BufferPool.of(octets, config.pool().maxConnections()));
        };
    }

    /// Where one connection gets its buffers, for one purpose.
    ///
    /// @return lends them
    public BufferSource forConnection() {
        return sources.get();
    }

    private static BufferSupply shared(BufferSource source) {
        return new BufferSupply(() -> source);
    }

    /// The same pair for every exchange.
    private record Kept(BufferPair pair) implements BufferSource {
        @Override
        public BufferPair lease() {
            return pair;
        }

        @Override
        public void release(BufferPair used) {}
    }

    /// Another pair for every exchange.
    private record Anew(Supplier<BufferPair> allocation) implements BufferSource {
        @Override
        public BufferPair lease() {
            return allocation.get();
        }

        @Override
        public void release(BufferPair used) {}
    }

    /// A pair of the thread that asks. It may have several exchanges under way, since one can pause.
    private static final class OfThread implements BufferSource {
        private final ThreadLocal<ArrayDeque<BufferPair>> spare =
                ThreadLocal.withInitial(() -> new ArrayDeque<>(MOST_PER_THREAD));
        private final int octets;

        OfThread(int octets) {
            this.octets = octets;
        }

        @Override
        public BufferPair lease() {
            BufferPair pair = spare.get().pollLast();
            return pair == null ? BufferPair.direct(octets) : pair;
        }

        @Override
        public void release(BufferPair used) {
            ArrayDeque<BufferPair> kept = spare.get();
            if (kept.size() < MOST_PER_THREAD) {
                kept.addLast(used);
            }
        }
    }
}
