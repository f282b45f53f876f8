package wirebench.client;

/// Is told how one exchange gets on: [Timings] that the caller wants filled, an event that is recorded, or both. One
/// object goes with an exchange, and [#NOBODY] with one that nobody observes, so that no engine has to ask.
///
/// The clock is handed over and read by those who want to know when, so that nobody reads it in vain. Called by
/// whoever carries out the exchange.
public interface Observer {
    /// Takes note of nothing.
    Observer NOBODY = new Observer() {};

    /// A connection was had for the exchange; again if it was stale and another had to take its place.
    ///
    /// @param clock tells when
    /// @param reused whether it was not opened for this exchange
    default void acquired(NanoClock clock, boolean reused) {}

    /// The connection was made.
    ///
    /// @param clock tells when
    default void connected(NanoClock clock) {}

    /// The TLS handshake was done.
    ///
    /// @param clock tells when
    default void secured(NanoClock clock) {}

    /// The request was written.
    ///
    /// @param clock tells when
    default void written(NanoClock clock) {}

    /// The final head has come. May be told again while its body comes.
    ///
    /// @param clock tells when
    /// @param status its status code
    default void head(NanoClock clock, int status) {}

    /// The exchange has ended well.
    ///
    /// @param clock tells when
    default void completed(NanoClock clock) {}

    /// The exchange has failed.
    ///
    /// @param failure an [ExchangeException], or what a handler threw
    default void failed(Throwable failure) {}
}
