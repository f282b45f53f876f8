package wirebench.nio;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import wirebench.client.ResponseHandler;

/// Idle connections to one origin, from the one idle longest to the one used last. Confined to the event loop.
///
/// The links are in the connections themselves, so that nothing is allocated and one that is closed leaves from the
/// middle at once.
final class IdleConnections {
    private final IdleOrder order;
    private final IdentityHashMap<ResponseHandler, NioConnection> owned = new IdentityHashMap<>(); // by OWN alone
    private @Nullable NioConnection oldest;
    private @Nullable NioConnection newest;
    private int size;

    IdleConnections(IdleOrder order) {
        this.order = order;
    }

    int size() {
        return size;
    }

    /// The one that has been idle for the longest time.
    @Nullable
    NioConnection oldest() {
        return oldest;
    }

    /// The one that an exchange with some handler gets, if any.
    @Nullable
    NioConnection of(ResponseHandler handler) {
        return switch (order) {
            case NEWEST -> newest;
            case OLDEST -> oldest;
            case OWN -> owned.get(handler);
        };
    }

    /// Adds a connection that has just become idle.
    void add(NioConnection connection) {
        NioConnection before = newest;
        connection.older = before;
        if (before == null) {
            oldest = connection;
        } else {
            before.newer = connection;
        }
        newest = connection;
        size++;
        ResponseHandler owner = connection.owner;
        if (owner != null) {
            owned.put(owner, connection);
        }
    }

    void remove(NioConnection connection) {
        NioConnection older = connection.older;
        NioConnection newer = connection.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        connection.older = null;
        connection.newer = null;
        size--;
        ResponseHandler owner = connection.owner;
        if (owner != null) {
            boolean _ = owned.remove(owner, connection);
        }
    }
}
