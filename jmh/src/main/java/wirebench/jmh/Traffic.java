package wirebench.jmh;

import java.util.Optional;
import wirebench.load.ClientWork;
import wirebench.load.ClosedLoop;

/// What a measurement sends to the server: exchanges of a client, or raw octets.
interface Traffic extends AutoCloseable {
    /// The loop that is timed.
    ClosedLoop loop();

    /// Exchanges carried out before the loop, to see that the answer is right.
    long proofs();

    /// Connections opened so far.
    long connections();

    /// What the client counted so far; empty if there is none that counts.
    default Optional<ClientWork> work() {
        return Optional.empty();
    }

    @Override
    void close();
}
