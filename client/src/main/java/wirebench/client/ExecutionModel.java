package wirebench.client;

/// Where an implementation carries out its exchanges: the variable that the harness compares.
public enum ExecutionModel {
    /// On platform threads, each of which waits for its own exchange.
    PLATFORM_THREADS,
    /// On virtual threads, each of which waits for its own exchange.
    VIRTUAL_THREADS,
    /// On a few event loops, which never wait for one exchange.
    EVENT_LOOPS
}
