package wirebench.jmh.peers;

/// What is asked of a server on 127.0.0.1, and by how many at a time.
///
/// @param port of the server
/// @param path asked for with GET
/// @param body what the answer holds, chunked coding removed
/// @param connections exchanges in flight, and so the connections that a peer needs
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written by nobody
public record Target(int port, String path, byte[] body, int connections) {
    /// As a literal, so that nobody resolves a name.
    static final String HOST = "127.0.0.1";

    /// Absolute, for peers that take nothing shorter.
    String url() {
        return "http://" + HOST + ":" + port + path;
    }
}
