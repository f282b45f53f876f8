package wirebench.jmh.measure;

import wirebench.load.LoadException;

/// The measurement of one fork, from the server's start to the comparison of both ends' counts. One at a time in a
/// JVM; not thread-safe.
public interface Measurement extends AutoCloseable {
    /// Carries out the next exchanges, exactly so many.
    ///
    /// @throws LoadException if one fails
    void drive(int exchanges) throws LoadException, InterruptedException;

    /// Compares the counts of both ends, records them, and closes everything.
    ///
    /// @throws LoadException if they differ
    @Override
    void close() throws LoadException;
}
