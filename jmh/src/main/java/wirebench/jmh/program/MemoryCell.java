package wirebench.jmh.program;

import java.util.List;
import wirebench.client.ClientProvider;
import wirebench.client.config.BufferStrategy;

/// The connections that [Memory] measures in one JVM. Immutable.
///
/// @param client a client's name
/// @param buffers where its octets are buffered
/// @param connections how many are opened
/// @param state what they do while they are looked at
record MemoryCell(String client, BufferStrategy buffers, int connections, State state) {
    /// A state of connections.
    enum State {
        /// Each has served one exchange and waits for another.
        IDLE("idle"),

        /// Each waits for the answer to a request that was sent.
        BUSY("busy");

        private final String label;

        State(String label) {
            this.label = label;
        }

        static State named(String label) {
            return switch (label) {
                case "idle" -> IDLE;
                case "busy" -> BUSY;
                default ->
                    throw new IllegalArgumentException("there is no state '" + label + "'; choose one of idle, busy");
            };
        }

        String label() {
            return label;
        }
    }

    /// A cell from its words, as [#words] gives them.
    static MemoryCell of(List<String> words) {
        return new MemoryCell(
                words.get(0),
                BufferStrategy.named(words.get(1)),
                Integer.parseInt(words.get(2)),
                State.named(words.get(3)));
    }

    /// The cell as arguments of a command.
    List<String> words() {
        return List.of(client, buffers.label(), Integer.toString(connections), state.label());
    }

    /// Threads of the system that it needs beside the few of each JVM: on platform threads each exchange has one.
    int threads() {
        return switch (ClientProvider.named(client).model()) {
            case PLATFORM_THREADS -> connections;
            case VIRTUAL_THREADS, EVENT_LOOPS -> 0;
        };
    }

    @Override
    public String toString() {
        return client + ", " + buffers.label() + ", " + connections + " connections, " + state.label();
    }
}
