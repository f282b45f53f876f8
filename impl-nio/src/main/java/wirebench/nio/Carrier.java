package wirebench.nio;

import wirebench.client.Phase;

/// What carries an exchange once it has got a place in the pool, and what a selection key leads to. Confined to the
/// event loop.
sealed interface Carrier permits Opening, NioConnection {
    /// Goes on as far as the socket allows.
    void ready();

    /// How far the exchange has come.
    Phase phase();

    /// Ends the exchange, if there is one, and the connection.
    void fail(Throwable failure);

    /// Asks the exchange's handler anew what it wants, if its response has begun.
    void resume();

    /// Does what is due when the exchange's time has come.
    void expire(long now);
}
