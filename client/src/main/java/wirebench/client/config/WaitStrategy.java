package wirebench.client.config;

import java.time.Duration;

/// How a client waits for octets from its peers. Immutable.
///
/// @param spin how long it keeps the processor, or the carrier of its virtual thread, and looks again and again, before
///     it gives it away to be woken when octets come; zero not to look at all
public record WaitStrategy(Duration spin) {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /// Waits in the kernel from the first moment.
    public static final WaitStrategy BLOCK = new WaitStrategy(Duration.ZERO);

    /// Polls for 50 µs before: about as long as a loopback exchange takes.
    public static final WaitStrategy SPIN = new WaitStrategy(Duration.ofNanos(50_000));

    /// Checks the time.
    ///
    /// @throws IllegalArgumentException if it is negative or longer than a second
    public WaitStrategy {
        if (spin.isNegative() || spin.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("spinning takes up to a second, not " + spin);
        }
    }

    /// The strategy with a name.
    ///
    /// @param label `block` or `spin`
    /// @return [#BLOCK] or [#SPIN]
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public static WaitStrategy named(String label) {
        return switch (label) {
            case "block" -> BLOCK;
            case "spin" -> SPIN;
            default ->
                throw new IllegalArgumentException(
                        "there is no waiting strategy '" + label + "'; choose one of block, spin");
        };
    }

    /// The name by which it is chosen.
    ///
    /// @return `block` or `spin`
    public String label() {
        return spin.isZero() ? "block" : "spin";
    }
}
