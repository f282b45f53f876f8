package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.wire.WireExchange;

/// The codecs and buffers of one connection, while it needs them. Confined to the event loop.
final class WireLease {
    private final WirePool buffers;
    private final BufferScope scope;
    private @Nullable WireExchange own; // of a connection that keeps one for its life
    private @Nullable WireExchange held;

    WireLease(WirePool buffers, BufferScope scope) {
        this.buffers = buffers;
        this.scope = scope;
        own = scope == BufferScope.CONNECTION ? buffers.lend() : null;
    }

    /// What is in use; null while the connection is idle, or waits and need not hold anything.
    @Nullable
    WireExchange held() {
        return held;
    }

    /// Puts one to use, which has to be told what to begin with.
    WireExchange take() {
        WireExchange taken = own == null ? buffers.lend() : own;
        held = taken;
        return taken;
    }

    /// The request was written and nothing of the response has come.
    void rest() {
        if (scope == BufferScope.OCTETS) {
            end();
        }
    }

    /// The exchange is over. Not while it is in use further up the stack.
    void end() {
        WireExchange used = held;
        if (used != null) {
            held = null;
            used.clear();
            if (own == null) {
                buffers.takeBack(used);
            }
        }
    }

    /// The connection is closed. What was in use is not given back to the loop, for it may be in use right now, if
    /// a handler cancels its own exchange.
    void drop() {
        WireExchange used = held;
        held = null;
        own = null;
        if (used != null) {
            used.clear();
        }
    }
}
