package wirebench.server.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What goes wrong with every connection, whatever is asked on it. All of them end when the server is closed.
public enum ConnectionFault {
    /// Nothing goes wrong.
    NONE("none", Duration.ZERO),
    /// Connections are accepted, and never read or written.
    SILENCE("silence", Duration.ZERO),
    /// Connections are accepted and reset at once.
    RESET_ON_ACCEPT("reset-on-accept", Duration.ZERO),
    /// Connections are never accepted: with a backlog of one, those behind it wait for an answer to their SYN.
    BACKLOG_FULL("backlog-full", Duration.ZERO),
    /// The server listens for a period, then closes its listener and all connections for as long, over and over on
    /// the same port.
    FLAPPING("flapping", Duration.ofSeconds(1)),
    /// The server's side of the TLS handshake comes an octet at a time, a period between two.
    SLOW_HANDSHAKE("slow-handshake", Duration.ofMillis(10)),
    /// The first answer of a connection ends in the middle of a TLS record, and the connection with it.
    TRUNCATED_RECORD("truncated-record", Duration.ZERO);

    private final String label;
    private final Duration period;

    ConnectionFault(String label, Duration period) {
        this.label = label;
        this.period = period;
    }

    /// The fault with a name.
    ///
    /// @param label such as `reset-on-accept`
    /// @return the fault
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public static ConnectionFault named(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no connection fault '" + label
                        + "'; choose one of "
                        + Arrays.stream(values()).map(ConnectionFault::label).collect(Collectors.joining(", "))));
    }

    /// The name by which it is chosen.
    ///
    /// @return lower case, such as `reset-on-accept`
    public String label() {
        return label;
    }

    /// How long the fault takes for one step, unless it is told otherwise.
    ///
    /// @return zero if it takes no time
    public Duration period() {
        return period;
    }

    /// Whether it can happen over TLS only.
    boolean needsTls() {
        return this == SLOW_HANDSHAKE || this == TRUNCATED_RECORD;
    }
}
