package wirebench.conformance;

import java.io.IOException;
import wirebench.cases.WireCase;

/// A client, or a part of one, to which wire cases are put. Thread-safe.
interface Peer extends AutoCloseable {
    /// How the list of differences calls it.
    String name();

    /// What it is, with its version.
    String title();

    /// Whether it can be given the limits of a case, which are settings of ours.
    default boolean takesLimits() {
        return false;
    }

    /// Puts a case to it.
    Seen see(WireCase wireCase) throws Exception;

    @Override
    default void close() throws IOException {}
}
