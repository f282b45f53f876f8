package wirebench.client.wire;

/// Lends buffers, to one exchange after another. As thread-safe as the [BufferSupply] that made it says.
public interface BufferSource {
    /// Buffers for an exchange that begins.
    ///
    /// @return empty ones, for [#release]
    BufferPair lease();

    /// Takes buffers back that are not in use any more. By any thread.
    ///
    /// @param pair what was leased
    void release(BufferPair pair);
}
