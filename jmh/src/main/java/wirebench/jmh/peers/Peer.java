package wirebench.jmh.peers;

import java.util.Map;
import java.util.OptionalLong;

/// An off-the-shelf client, open, with a pool as large as there are exchanges in flight. Thread-safe.
public sealed interface Peer extends AutoCloseable permits BlockingPeer, AsynchronousPeer {
    /// Connections opened so far.
    ///
    /// @return empty for a peer that does not tell
    OptionalLong connections();

    /// What it was told that it would not have done by itself, and what matters of the rest.
    ///
    /// @return values by name, as the peer calls them
    Map<String, String> settings();

    /// Closes every connection that can be closed, and ends every thread of the peer.
    @Override
    void close();
}
