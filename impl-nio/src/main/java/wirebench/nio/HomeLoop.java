package wirebench.nio;

import java.nio.channels.Selector;
import java.util.random.RandomGenerator;

/// The loop that a connection and its pool live on, as far as they need it. Confined to the event loop, but for
/// [#submit].
interface HomeLoop {
    /// The time as the loop sees it, and when it has to look around.
    LoopTime time();

    /// Draws the lifetimes of connections.
    RandomGenerator chance();

    /// Waits for the sockets of this loop.
    Selector selector();

    /// Whether this is the last turn, so that nothing new is begun.
    boolean ending();

    /// Does something in this turn, or in the next if this one is almost over, but not within the present call.
    void later(Runnable task);

    /// Does something in a moment, unless sockets are ready before.
    void inAMoment(Runnable task);

    /// Hands over something to do, from any thread, unless the loop has ended.
    void submit(Submissions.Task task);
}
