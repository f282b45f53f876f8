package wirebench.nio;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The connections to one origin that await responses and may be sent another request meanwhile. They take turns,
/// so that the requests are spread evenly. Confined to the event loop.
final class Pipelines {
    private final ArrayDeque<NioConnection> queue = new ArrayDeque<>();

    /// Adds a connection, if it takes another request.
    void offer(NioConnection connection) {
        if (!connection.offered && connection.takesMore()) {
            connection.offered = true;
            queue.addLast(connection);
        }
    }

    /// Takes out the next one that still takes another request.
    @Nullable
    NioConnection poll() {
        NioConnection next;
        while ((next = queue.pollFirst()) != null) {
            next.offered = false;
            if (next.takesMore()) {
                return next;
            }
        }
        return null;
    }

    /// Takes out a connection that is closed.
    void remove(NioConnection connection) {
        if (connection.offered) {
            connection.offered = false;
            boolean _ = queue.remove(connection);
        }
    }
}
