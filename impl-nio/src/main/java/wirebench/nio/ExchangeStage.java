package wirebench.nio;

import wirebench.client.Phase;

/// A stage of an exchange on its way: in the line of a pool, at a connection that is being opened for it, or at one
/// that carries it out. Confined to the event loop.
interface ExchangeStage {
    /// How far an exchange has come.
    Phase phase(Exchange exchange);

    /// Ends an exchange, and its connection, if there is one, as soon as nobody else's response is cut short by
    /// that.
    void fail(Exchange exchange, Throwable failure);

    /// Asks an exchange's handler anew what it wants, if its response has begun.
    void resume(Exchange exchange);

    /// Does what is due when an exchange's time has come.
    void expire(Exchange exchange, long now);
}
