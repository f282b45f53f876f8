package wirebench.client.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Which of a pool's connections an exchange gets.
public enum PoolStrategy {
    /// A new one for each exchange, which asks the server to close it (`Connection: close`).
    NONE("none"),

    /// The one of its thread, or of its handler on an event loop; nobody else ever uses it.
    DEDICATED("dedicated"),

    /// The one used last: those not needed get the chance to expire.
    LIFO("lifo"),

    /// The one idle for the longest time: all are kept in use.
    FIFO("fifo"),

    /// The one used last in the stripe of its thread, then in the others.
    STRIPED("striped"),

    /// The one that its thread used last, then any other.
    THREAD_AFFINE("thread-affine"),

    /// The one used last, from a stack without locks.
    LOCK_FREE("lock-free");

    private final String label;

    PoolStrategy(String label) {
        this.label = label;
    }

    /// The strategy with a name.
    ///
    /// @param label such as `lifo`
    /// @return the strategy
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public static PoolStrategy named(String label) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no pooling strategy '" + label
                        + "'; choose one of "
                        + Arrays.stream(values()).map(PoolStrategy::label).collect(Collectors.joining(", "))));
    }

    /// The name by which it is chosen.
    ///
    /// @return lower case, such as `lifo`
    public String label() {
        return label;
    }
}
