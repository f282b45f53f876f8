package wirebench.client.reconnect;

/// What happens to connections that are to be kept open.
public sealed interface ReconnectEvent {
    /// Some are missing.
    ///
    /// @param nowNanos when that was noticed
    record Missing(long nowNanos) implements ReconnectEvent {}

    /// One was opened, for whichever purpose.
    record Connected() implements ReconnectEvent {}

    /// One could not be opened.
    ///
    /// @param nowNanos when that was
    record Failed(long nowNanos) implements ReconnectEvent {}
}
