package wirebench.nio;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import wirebench.client.config.ClientConfig;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.WireExchange;

/// Codecs and buffers that the connections of one loop and one kind, secure or not, use in turn. Those given back
/// last are lent first, so that few are in use and stay in the processor's cache. Confined to the event loop.
final class WirePool {
    private final ClientConfig config;
    private final BufferSupply supply;
    private final int mostSpare;
    private final ArrayDeque<WireExchange> spare = new ArrayDeque<>();
    private final ByteBuffer probe = ByteBuffer.allocateDirect(1);

    /// @param supply of the client, for connections of one kind
    WirePool(LoopShare share, BufferSupply supply) {
        config = share.config();
        this.supply = supply;
        mostSpare = share.maxConnections();
    }

    WireExchange lend() {
        WireExchange last = spare.poll();
        return last == null ? new WireExchange(config, supply) : last;
    }

    /// Room for one octet, to find out whether there is one.
    ByteBuffer probe() {
        return probe;
    }

    /// Takes back what is not in use any more, not even further up the stack.
    void takeBack(WireExchange wire) {
        if (spare.size() < mostSpare) {
            spare.push(wire);
        }
    }
}
