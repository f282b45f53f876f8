package wirebench.nio;

import java.util.Arrays;
import java.util.stream.Collectors;
import wirebench.client.config.BufferStrategy;

/// The time for which a connection holds on to buffers and what goes with them: what a buffering strategy comes to
/// on an event loop.
enum BufferScope {
    /// From the first octet of a request to its last, and from the first octet of a response to its last: mostly
    /// within one call, so that the loop's connections use the same ones in turn, and one that waits holds none.
    OCTETS,

    /// From the start of an exchange to its end, also while the response is awaited. Exchanges that are pipelined
    /// share them.
    EXCHANGE,

    /// As long as the connection lives.
    CONNECTION;

    /// @throws IllegalArgumentException if the strategy is of no use on an event loop
    static BufferScope of(BufferStrategy strategy) {
        return switch (strategy) {
            case POOLED_DIRECT, THREAD_LOCAL_DIRECT -> OCTETS;
            case HEAP_PER_EXCHANGE, DIRECT_PER_EXCHANGE -> EXCHANGE;
            case HEAP_PER_CONNECTION, DIRECT_PER_CONNECTION, UNBUFFERED -> CONNECTION;
            case STREAM ->
                throw new IllegalArgumentException(
                        "buffered streams need a thread that waits, which an event loop must not do; choose one of "
                                + others(strategy));
        };
    }

    private static String others(BufferStrategy refused) {
        return Arrays.stream(BufferStrategy.values())
                .filter(strategy -> strategy != refused)
                .map(BufferStrategy::label)
                .collect(Collectors.joining(", "));
    }
}
