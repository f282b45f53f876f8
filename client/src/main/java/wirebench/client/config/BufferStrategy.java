package wirebench.client.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Where the octets of an exchange are gathered before they are written, and where they are read to.
public enum BufferStrategy {
    /// Nowhere: each token of a request's head is written by a call of its own, and of a response no octet is read
    /// before it is known what it is, so that heads and chunk sizes are read octet by octet.
    UNBUFFERED("unbuffered"),

    /// Buffered streams over the socket, written token by token and read octet by octet; needs a thread that waits.
    STREAM("stream"),

    /// Heap buffers allocated for each exchange.
    HEAP_PER_EXCHANGE("heap-per-exchange"),

    /// Direct buffers allocated for each exchange, and freed when the collector finds them.
    DIRECT_PER_EXCHANGE("direct-per-exchange"),

    /// Heap buffers that live as long as their connection. The JDK copies them through direct ones of its own.
    HEAP_PER_CONNECTION("heap-per-connection"),

    /// Direct buffers that live as long as their connection.
    DIRECT_PER_CONNECTION("direct-per-connection"),

    /// Direct buffers leased for each exchange from a pool that all connections share, so that idle ones hold none.
    POOLED_DIRECT("pooled-direct"),

    /// Direct buffers that belong to a thread, which its exchanges use one after another. A virtual thread that
    /// carries out one exchange gets, and loses, buffers of its own.
    THREAD_LOCAL_DIRECT("thread-local-direct");

    private final String label;

    BufferStrategy(String label) {
        this.label = label;
    }

    /// The strategy with a name.
    ///
    /// @param label such as `pooled-direct`
    /// @return the strategy
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public static BufferStrategy named(String label) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no buffering strategy '" + label
                        + "'; choose one of "
                        + Arrays.stream(values()).map(BufferStrategy::label).collect(Collectors.joining(", "))));
    }

    /// The name by which it is chosen.
    ///
    /// @return lower case, such as `pooled-direct`
    public String label() {
        return label;
    }

    /// Whether heads are written token by token and read octet by octet.
    public boolean tokenwise() {
        return this == UNBUFFERED || this == STREAM;
    }
}
