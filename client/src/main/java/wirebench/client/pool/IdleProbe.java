package wirebench.client.pool;

/// Looks at an idle connection before it is used again.
public interface IdleProbe {
    /// Whether no octet came unasked, which does not tell whether the connection has ended.
    ///
    /// @return false if its next response could not be told from what came
    boolean nothingCame();

    /// Whether no octet came unasked and the connection has not ended; costs more than [#nothingCame].
    ///
    /// @return false if it is of no use
    boolean isSilent();
}
