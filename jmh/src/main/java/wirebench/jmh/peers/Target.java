package wirebench.jmh.peers;

import org.jspecify.annotations.Nullable;
import wirebench.certificates.TestAuthority;

/// The request to a server on 127.0.0.1, and how many make it at a time.
///
/// @param port of the server
/// @param path asked for with GET
/// @param body what the answer holds, chunked coding removed
/// @param connections exchanges in flight, and so the connections that a peer needs
/// @param authority the one that is trusted, by way of the JDK's TLS; null for no TLS
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written by nobody
public record Target(
        int port,
        String path,
        byte[] body,
        int connections,
        @Nullable TestAuthority authority) {
    /// As a literal, so that nobody resolves a name.
    static final String HOST = "127.0.0.1";

    /// Without TLS.
    ///
    /// @param port of the server
    /// @param path asked for with GET
    /// @param body what the answer holds, chunked coding removed
    /// @param connections exchanges in flight
    public Target(int port, String path, byte[] body, int connections) {
        this(port, path, body, connections, null);
    }

    /// The same by way of TLS.
    ///
    /// @param trusted who has issued the server's certificate
    /// @return a new target
    public Target trusting(TestAuthority trusted) {
        return new Target(port, path, body, connections, trusted);
    }

    /// The URL's.
    String scheme() {
        return authority == null ? "http" : "https";
    }

    /// Without a path.
    String origin() {
        return scheme() + "://" + HOST + ":" + port;
    }

    /// Absolute, for peers that take nothing shorter.
    String url() {
        return origin() + path;
    }
}
