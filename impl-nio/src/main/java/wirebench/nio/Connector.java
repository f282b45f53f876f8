package wirebench.nio;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import wirebench.client.Origin;
import wirebench.client.names.Resolution;
import wirebench.client.wire.ChannelConduit;
import wirebench.client.wire.Conduit;

/// The stages of one pool's connections: the one place where one follows another. Confined to the event loop.
///
/// ```
///              connected              secured
/// Opening -------------> Handshaking ----------> NioConnection ----> back to the pool, or closed
///    |  \                     |                        ^
///    |   +--- connected, if nothing is to be secured --+
///    +--------- failed -------+----> the exchange fails
/// ```
/// What makes one stage follow another comes from the socket, the resolver or a thread that computes; so a stage
/// tells, once, how it ended, and does nothing after that.
final class Connector {
    private final HomeLoop loop;
    private final HomePool pool;
    private final Exchanges exchanges;
    private final LoopShare share;
    private final WirePool buffers;
    private final boolean secure;
    private final Resolution resolution;

    /// @param buffers what the connections use in turn
    Connector(Origin origin, HomeLoop loop, HomePool pool, Exchanges exchanges, LoopShare share, WirePool buffers) {
        this.loop = loop;
        this.pool = pool;
        this.exchanges = exchanges;
        this.share = share;
        this.buffers = buffers;
        secure = origin.secure();
        resolution = Resolution.of(origin);
    }

    /// Opens a connection for an exchange.
    void open(Exchange exchange) {
        Opening opening = new Opening(exchange, loop, this, share);
        exchange.stage = opening;
        opening.begin(resolution);
    }

    /// A channel is connected and registered with the loop.
    void connected(SocketChannel channel, Exchange exchange) {
        ChannelConduit counted = new ChannelConduit(channel, share.ledger());
        if (secure) {
            SelectionKey key = channel.keyFor(loop.selector());
            Handshaking handshaking = new Handshaking(channel, key, counted, exchange, loop, this, share);
            key.attach(handshaking);
            exchange.stage = handshaking;
            handshaking.begin();
        } else {
            usable(channel, counted, counted, exchange);
        }
    }

    /// A channel is connected and, if need be, secured.
    ///
    /// @param counted counts the calls on it
    /// @param conduit where octets go in and out: the same, or TLS above it
    void usable(SocketChannel channel, ChannelConduit counted, Conduit conduit, Exchange exchange) {
        SelectionKey key = channel.keyFor(loop.selector());
        LoopSocket socket = new LoopSocket(channel, counted, conduit, key, buffers.probe());
        NioConnection connection = new NioConnection(socket, loop, pool, exchanges, share, buffers);
        key.attach(connection);
        pool.opened(connection, exchange);
    }

    /// There is no connection, and whatever there was of one is closed.
    void failed(Exchange exchange, Throwable failure) {
        pool.notOpened(exchange, failure);
    }
}
