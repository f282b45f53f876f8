package wirebench.client;

/// Lends the buffers of one exchange after another. As thread-safe as the [BufferSupply] that made it says.
interface BufferSource {
    /// Buffers for an exchange that begins.
    ///
    /// @return empty ones, for [#release]
    BufferPair lease();

    /// Takes the buffers of an exchange back that is over. By any thread.
    void release(BufferPair pair);
}
