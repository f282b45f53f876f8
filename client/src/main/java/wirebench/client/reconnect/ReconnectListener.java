package wirebench.client.reconnect;

import wirebench.client.Origin;

/// Is told when the state of an origin changes, by whichever thread comes upon it: it must be thread-safe and must not
/// block.
@FunctionalInterface
public interface ReconnectListener {
    /// Cares for nothing.
    ReconnectListener NONE = (_, _, _) -> {};

    /// The state has changed.
    ///
    /// @param origin whose
    /// @param from before
    /// @param to from now on
    void changed(Origin origin, ReconnectState from, ReconnectState to);
}
