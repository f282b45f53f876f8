package wirebench.client;

/// The server end of connections that may serve the same requests.
///
/// @param secure whether octets go through TLS, as for `https` URLs
/// @param host a name or an address, in lower case and without brackets
/// @param port from 1 to 65535
public record Origin(boolean secure, String host, int port) {
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
