package wirebench.load;

import java.util.OptionalLong;

/// The counts that both ends of the wire kept of the same exchanges: they must agree, or something else was
/// measured than the figures say. Immutable.
///
/// @param clientExchanges exchanges that the client completed
/// @param serverExchanges exchanges that the server answered
/// @param clientConnections connections that the client opened; empty if it does not tell, and then not compared
/// @param serverConnections connections that the server accepted
public record Reconciliation(
        long clientExchanges, long serverExchanges, OptionalLong clientConnections, long serverConnections) {
    /// Whether both ends counted the same.
    ///
    /// @return false if any count differs
    public boolean agrees() {
        return clientExchanges == serverExchanges && clientConnections.orElse(serverConnections) == serverConnections;
    }

    /// Insists on it.
    ///
    /// @throws LoadException if any count differs; the message has all four
    public void requireAgreement() throws LoadException {
        if (!agrees()) {
            throw new LoadException("client and server disagree: the client completed " + clientExchanges
                    + " exchanges on " + told(clientConnections) + " connections, the server answered "
                    + serverExchanges
                    + " on " + serverConnections);
        }
    }

    private static String told(OptionalLong connections) {
        return connections.isPresent() ? Long.toString(connections.getAsLong()) : "unknown";
    }
}
