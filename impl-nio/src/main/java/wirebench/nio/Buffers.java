package wirebench.nio;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import wirebench.client.BufferSupply;
import wirebench.client.ClientConfig;
import wirebench.client.WireExchange;

/// What the connections of one loop use in turn: buffers and codecs. Those given back last are lent first, so that
/// few are in use and stay in the processor's cache. Confined to the event loop.
final class Buffers {
    private final ClientConfig config;
    private final BufferSupply supply;
    private final int mostSpare;
    private final ArrayDeque<WireExchange> spare = new ArrayDeque<>();
    private final ByteBuffer probe = ByteBuffer.allocateDirect(1);

    Buffers(LoopShare share) {
        config = share.config();
        supply = share.supply();
        mostSpare = share.maxConnections();
    }

    WireExchange lend() {
        WireExchange last = spare.poll();
        return last == null ? new WireExchange(config, supply) : last;
    }

    /// Takes back what is not in use any more, not even further up the stack.
    void takeBack(WireExchange wire) {
        if (spare.size() < mostSpare) {
            spare.push(wire);
        }
    }

    /// Room for one octet, to find out whether there is one.
    ByteBuffer probe() {
        return probe.clear();
    }
}
