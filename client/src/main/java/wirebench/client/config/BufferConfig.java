package wirebench.client.config;

/// How a client buffers. Immutable.
///
/// @param strategy where buffers come from
/// @param octets size of each of the two buffers of an exchange, one to write from and one to read to
/// @param gathering whether a request's body in memory is written from where it is, together with its head, by one
///     gathering write, instead of being copied behind the head
public record BufferConfig(BufferStrategy strategy, int octets, boolean gathering) {
    /// Leased for each exchange, 16 KiB each, bodies copied.
    public static final BufferConfig DEFAULT = new BufferConfig(BufferStrategy.POOLED_DIRECT, 16 * 1024, false);

    private static final int LEAST_OCTETS = 256;

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is out of range, or gathering is asked for where tokens are
    ///     written one by one
    public BufferConfig {
        if (octets < LEAST_OCTETS) {
            throw new IllegalArgumentException("bufferOctets must be at least " + LEAST_OCTETS + ", not " + octets);
        }
        if (gathering && strategy.tokenwise()) {
            throw new IllegalArgumentException(
                    "the buffering strategy " + strategy.label() + " writes token by token and gathers nothing");
        }
    }

    /// Copies with another strategy.
    ///
    /// @param other where buffers come from
    /// @return the copy
    public BufferConfig withStrategy(BufferStrategy other) {
        return new BufferConfig(other, octets, gathering);
    }

    /// Copies with another size.
    ///
    /// @param size at least 256
    /// @return the copy
    public BufferConfig withOctets(int size) {
        return new BufferConfig(strategy, size, gathering);
    }

    /// Copies with another way to write bodies.
    ///
    /// @param gathers whether bodies in memory are written from where they are
    /// @return the copy
    public BufferConfig withGathering(boolean gathers) {
        return new BufferConfig(strategy, octets, gathers);
    }
}
