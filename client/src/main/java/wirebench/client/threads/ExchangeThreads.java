package wirebench.client.threads;

import java.util.concurrent.ExecutorService;

/// The threads on which a [SynchronousClient] carries out its exchanges: the only thing in which the two threaded
/// implementations differ.
public interface ExchangeThreads {
    /// Whether a thread is of their kind, so that it may carry out its own exchange.
    ///
    /// @param thread the caller's thread
    /// @return false if the exchange must be handed to another thread
    boolean include(Thread thread);

    /// Opens an executor that gives each exchange such a thread at once, for callers that cannot or will not wait.
    /// The pools bound how many there are.
    ///
    /// @return the executor, closed by the client
    ExecutorService open();
}
