package wirebench.nio;

import org.jspecify.annotations.Nullable;

/// Exchanges that wait for a connection, first come, first served. Confined to the event loop.
///
/// The links are in the exchanges themselves, so that waiting allocates nothing and one that gives up leaves from
/// the middle at once.
final class WaitingLine {
    private @Nullable Exchange first;
    private @Nullable Exchange last;
    private int size;

    int size() {
        return size;
    }

    void add(Exchange exchange) {
        Exchange before = last;
        exchange.ahead = before;
        exchange.behind = null;
        if (before == null) {
            first = exchange;
        } else {
            before.behind = exchange;
        }
        last = exchange;
        size++;
    }

    /// Puts an exchange back that was taken out too early.
    void addFirst(Exchange exchange) {
        Exchange after = first;
        exchange.ahead = null;
        exchange.behind = after;
        if (after == null) {
            last = exchange;
        } else {
            after.ahead = exchange;
        }
        first = exchange;
        size++;
    }

    @Nullable
    Exchange poll() {
        Exchange next = first;
        if (next != null) {
            remove(next);
        }
        return next;
    }

    void remove(Exchange exchange) {
        Exchange before = exchange.ahead;
        Exchange after = exchange.behind;
        if (before == null) {
            first = after;
        } else {
            before.behind = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.ahead = before;
        }
        exchange.ahead = null;
        exchange.behind = null;
        size--;
    }
}
