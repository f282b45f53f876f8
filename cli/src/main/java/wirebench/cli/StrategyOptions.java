package wirebench.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.WaitStrategy;

/// How a client buffers octets and waits for them. The defaults are those of [BufferConfig#DEFAULT] and
/// [WaitStrategy#BLOCK].
final class StrategyOptions {
    private static final int MOST_OCTETS = 16 << 20;

    @Option(
            names = "--buffers",
            paramLabel = "BUFFERS",
            completionCandidates = BufferNames.class,
            converter = NamedBuffers.class,
            defaultValue = "pooled-direct",
            description = "Where octets are buffered: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private BufferStrategy buffers = BufferConfig.DEFAULT.strategy();

    @Option(
            names = "--buffer-size",
            paramLabel = "SIZE",
            converter = OctetsText.class,
            defaultValue = "16k",
            description = "Size of each buffer, such as 16384 or 16k (default: ${DEFAULT-VALUE}).")
    private int bufferOctets;

    @Option(
            names = "--gather",
            description = "Write a body in memory from where it is, together with its head, instead of copying it.")
    private boolean gathering;

    @Option(
            names = "--wait",
            paramLabel = "WAIT",
            completionCandidates = WaitNames.class,
            converter = NamedWait.class,
            defaultValue = "block",
            description = "How octets are waited for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private WaitStrategy waiting = WaitStrategy.BLOCK;

    @Option(
            names = "--spin",
            paramLabel = "TIME",
            description =
                    "How long --wait spin looks again and again before it gives the processor away (default: 50us).")
    private @Nullable Duration spin;

    /// What the options say of buffers.
    ///
    /// @throws IllegalArgumentException if they do not go together
    BufferConfig buffers() {
        if (bufferOctets > MOST_OCTETS) {
            throw new IllegalArgumentException(
                    "--buffer-size must be at most 16m, since a connection has two buffers and"
                            + " there are many, not " + bufferOctets);
        }
        return new BufferConfig(buffers, bufferOctets, gathering);
    }

    /// What the options say of waiting.
    ///
    /// @throws IllegalArgumentException if they do not go together
    WaitStrategy waiting() {
        if (spin == null) {
            return waiting;
        }
        if (waiting.spin().isZero()) {
            throw new IllegalArgumentException("--spin needs --wait spin");
        }
        if (!spin.isPositive()) {
            throw new IllegalArgumentException("--spin must be positive; not to look at all is --wait block");
        }
        return new WaitStrategy(spin);
    }

    /// The names of the buffering strategies.
    static final class BufferNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(BufferStrategy.values())
                    .map(BufferStrategy::label)
                    .iterator();
        }
    }

    /// Finds a buffering strategy by name.
    static final class NamedBuffers implements ITypeConverter<BufferStrategy> {
        @Override
        public BufferStrategy convert(String name) {
            try {
                return BufferStrategy.named(TerminalText.of(name));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }

    /// The names of the ways to wait.
    static final class WaitNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(WaitStrategy.BLOCK.label(), WaitStrategy.SPIN.label())
                    .iterator();
        }
    }

    /// Finds a way to wait by name.
    static final class NamedWait implements ITypeConverter<WaitStrategy> {
        @Override
        public WaitStrategy convert(String name) {
            try {
                return WaitStrategy.named(TerminalText.of(name));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }
}
