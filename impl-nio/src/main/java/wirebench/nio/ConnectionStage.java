package wirebench.nio;

/// A stage of a connection, and what a selection key leads to. Confined to the event loop.
sealed interface ConnectionStage extends ExchangeStage permits Opening, Handshaking, NioConnection {
    /// Goes on as far as the socket allows.
    void ready();

    /// Ends the exchange that it is at, if there is one, and the connection.
    void fail(Throwable failure);
}
