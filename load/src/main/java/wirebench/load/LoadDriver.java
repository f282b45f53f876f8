package wirebench.load;

import java.time.Duration;

/// Puts something under load: by a given number of exchanges in flight, or by a given number of them per second.
///
/// One run at a time; [#end] and [#progress] may come from any thread.
public interface LoadDriver extends AutoCloseable {
    /// Exchanges that ended well since the driver was opened.
    ///
    /// @return the sum over all lanes
    long exchanges();

    /// Ends the present run and every later one early: exchanges under way get a second to end, and what was
    /// measured until then is the result, in which those that did not end are [LoadResult#unanswered].
    ///
    /// @param reason becomes [LoadResult#gaveUpBecause]
    void end(String reason);

    /// How far the load has come: for whoever watches it meanwhile, at no cost to the exchanges.
    ///
    /// @return what was counted since the driver was opened
    LoadProgress progress();

    /// Carries out exchanges for a time and measures them. Those in flight at its end are waited for and
    /// counted, but no longer than [Patience#stall]; what has not been handed to the client a second
    /// after its end is not begun.
    ///
    /// @param duration positive
    /// @return what was measured, errors and an early end included
    /// @throws InterruptedException if interrupted meanwhile; the driver is of no use then
    LoadResult run(Duration duration) throws InterruptedException;

    @Override
    void close();
}
