package wirebench.jmh.measure;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import wirebench.load.ClientWork;
import wirebench.load.closed.ClosedLoop;

/// The traffic that a measurement sends to the server: exchanges of a client, or raw octets.
interface Traffic extends AutoCloseable {
    /// The loop that is timed.
    ClosedLoop loop();

    /// Exchanges carried out before the loop, to see that the answer is right.
    long proofs();

    /// Connections opened so far; empty if nobody tells.
    OptionalLong connections();

    /// How a client is set up that is not ours, by the names it gives; the defaults of our own are documented.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// What the client counted so far; empty if there is none that counts.
    default Optional<ClientWork> work() {
        return Optional.empty();
    }

    /// Event loops of the client, each of which keeps one processor busy at most; empty if it has none, or does not
    /// tell.
    default OptionalInt eventLoops() {
        return OptionalInt.empty();
    }

    @Override
    void close();
}
