package wirebench.jmh.pools;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// A pool of so many tokens, made when they are first needed. Thread-safe.
///
/// @param <T> the pool's own kind of token, which carries what the pool needs to find it again
public interface LeasePool<T extends Token> extends AutoCloseable {
    /// How long anybody waits; far beyond what is measured, so that a token that got lost is told.
    Duration PATIENCE = Duration.ofSeconds(10);

    /// Their names, and `none`: a token for each thread, which is the floor of all others.
    List<String> NAMES = List.of(
            "none",
            "lifo",
            "lifo-unfair",
            "fifo",
            "striped",
            "thread-affine",
            "thread-affine-unfair",
            "lock-free",
            "lock-free-unfair",
            "dedicated",
            "httpcore-strict",
            "httpcore-lax",
            "commons-pool",
            "stormpot",
            "hikari-bag");

    /// Opens a pool by its name.
    ///
    /// @param name one of [#NAMES]
    /// @param size how many tokens there may be
    /// @param virtual whether virtual threads will lease, which one pool has another entrance for
    /// @param made counts the tokens
    /// @return the pool
    /// @throws IllegalArgumentException if there is none of that name; the message lists those that there are
    static LeasePool<? extends Token> open(String name, int size, boolean virtual, AtomicInteger made) {
        return switch (name) {
            case "none" -> new TokenPerThread(made);
            case "httpcore-strict" -> HttpcorePool.strict(size, made);
            case "httpcore-lax" -> HttpcorePool.lax(size, made);
            case "commons-pool" -> new CommonsPool(size, made);
            case "stormpot" -> new StormpotPool(size, virtual, made);
            case "hikari-bag" -> new HikariBag(size, made);
            case "lifo",
                    "lifo-unfair",
                    "fifo",
                    "striped",
                    "thread-affine",
                    "thread-affine-unfair",
                    "lock-free",
                    "lock-free-unfair",
                    "dedicated" -> OwnPool.of(name, size, made);
            default ->
                throw new IllegalArgumentException(
                        "there is no pool '" + name + "'; choose one of " + String.join(", ", NAMES));
        };
    }

    /// Leases a token, and waits for one if all are leased.
    ///
    /// @return a token that is the caller's until it is released
    /// @throws TimeoutException if none came within [#PATIENCE]
    /// @throws InterruptedException if interrupted meanwhile
    T lease() throws TimeoutException, InterruptedException;

    /// Releases a token.
    ///
    /// @param token leased from this pool
    void release(T token);

    @Override
    void close();
}
