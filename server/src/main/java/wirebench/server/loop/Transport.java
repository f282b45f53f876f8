package wirebench.server.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import wirebench.server.count.Account;

/// What carries a connection's octets: the socket itself, or TLS on it. Never blocks; confined to the event loop.
sealed interface Transport permits PlainTransport, TlsTransport {
    /// The transport that the loop's server speaks.
    ///
    /// @param owner is called again when the transport has something for it that the channel does not know of
    static Transport of(EventLoop loop, SocketChannel channel, SelectionKey key, Ready owner, Account account)
            throws IOException {
        Handshakes handshakes = loop.handshakes();
        return handshakes == null
                ? new PlainTransport(loop, channel, key)
                : new TlsTransport(loop, channel, key, owner, account, handshakes);
    }

    /// Appends to `in` what has arrived.
    ///
    /// @return how many octets, none if there is nothing now, and -1 at the client's end
    int read(ByteBuffer in) throws IOException;

    /// Takes as much of `out` as it can.
    ///
    /// @return how many octets
    int write(ByteBuffer out) throws IOException;

    /// Whether the socket has taken everything that was written; if it has not, it is offered again.
    boolean drained() throws IOException;

    /// Lets the loop call the owner when the channel is ready for `ops`.
    void listenFor(int ops);

    /// Ends this side, and says so. Everything must be drained.
    void endOutput() throws IOException;

    /// Lets the next record lack its end, if there are records. Then [#cut] is all that is left to do.
    void cutNextRecord();

    /// Ends both sides without a word.
    void cut();

    /// Ends both sides with a reset.
    void reset() throws IOException;

    /// Ends both sides, and says so if they have not ended yet.
    void close();
}
