package wirebench.load.lane;

/// One of the exchanges in flight of a loop on event loops: it begins one exchange after another and tells how each
/// ended.
public interface AsynchronousLane extends Lane {
    /// Is told how an exchange ended. Within the call the lane may be told to start the next exchange.
    interface Completion {
        /// The response is complete and was found to be the right one.
        ///
        /// @param bodyOctets octets of its body
        void completed(long bodyOctets);

        /// There was no whole response, or another than expected.
        ///
        /// @param failure what went wrong
        void failed(Throwable failure);
    }

    /// Begins an exchange and returns at once. The first call comes from any thread, those that follow from within
    /// the completion of the exchange before.
    ///
    /// @param completion is called exactly once, never before this call returns on the thread of an event loop
    void start(Completion completion);
}
