package wirebench.nio;

import wirebench.client.CloseReason;

/// The pool that a connection belongs to, as far as the connection needs it. Confined to the event loop.
///
/// Nothing here tells a handler anything but [#complete], so all the rest may be called from within a handler's
/// call.
interface HomePool {
    /// Puts a connection to use that was opened for an exchange, unless that was all to be done.
    void opened(NioConnection connection, Exchange exchange);

    /// Notes that no connection could be opened for an exchange, which fails with it.
    void notOpened(Exchange exchange, Throwable failure);

    /// Takes a connection back that may serve another exchange.
    void release(NioConnection connection);

    /// Notes that a connection which awaits responses may be sent another request meanwhile, if that is so.
    void offer(NioConnection connection);

    /// Notes that a connection is closed which was leased, and has the exchanges that are left sent again.
    ///
    /// @param left those of whose responses not one octet has come
    /// @param tried whether the peer has closed the connection: then their requests count as sent once, and those
    ///     fail that must not be sent again
    void closed(NioConnection connection, CloseReason reason, Inbox left, boolean tried);

    /// Closes a connection that is idle.
    void closeIdle(NioConnection connection, CloseReason reason);

    /// Opens a connection for an exchange in the place of its own, which has just been closed.
    void reconnect(Exchange exchange);

    /// Has an exchange wait before all others, since it cannot stay where it is.
    void sendAgain(Exchange exchange);

    /// Tells a handler that its exchange has ended well, and serves those who wait.
    void complete(Exchange done);

    /// Serves those who wait, as far as there are connections or may be more of them.
    void serve();
}
