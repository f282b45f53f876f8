package wirebench.server.loop;

import java.io.IOException;

/// What an event loop calls when the channel it is attached to is ready.
interface Ready {
    /// Does what the channel is ready for, without blocking.
    void ready() throws IOException;

    /// Closes the channel, because of a failure or because the server ends.
    void close();
}
