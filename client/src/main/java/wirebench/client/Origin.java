package wirebench.client;

/// The server end of connections that may serve the same requests.
///
/// @param host a name or an address, in lower case and without brackets
/// @param port from 1 to 65535
public record Origin(String host, int port) {
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
