package wirebench.nio;

import wirebench.client.Phase;

/// What carries exchanges once they have got a place in the pool, and what a selection key leads to. Confined to
/// the event loop.
sealed interface ConnectionStage permits Opening, Handshaking, NioConnection {
    /// Goes on as far as the socket allows.
    void ready();

    /// How far an exchange has come.
    Phase phase(Exchange exchange);

    /// Ends the exchange that it is at, if there is one, and the connection.
    void fail(Throwable failure);

    /// Ends an exchange, and the connection as soon as nobody else's response is cut short by that.
    void fail(Exchange exchange, Throwable failure);

    /// Asks an exchange's handler anew what it wants, if its response has begun.
    void resume(Exchange exchange);

    /// Does what is due when an exchange's time has come.
    void expire(Exchange exchange, long now);
}
