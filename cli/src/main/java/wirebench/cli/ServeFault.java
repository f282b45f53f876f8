package wirebench.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;

/// The options of `serve` about what goes wrong with every connection.
final class ServeFault {
    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            completionCandidates = Names.class,
            converter = Named.class,
            defaultValue = "none",
            description = "What goes wrong with every connection: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}). Those of one path are in --list.")
    private ConnectionFault fault = ConnectionFault.NONE;

    @Option(
            names = "--fault-period",
            paramLabel = "TIME",
            description =
                    "How long flapping listens and rests (default: 1s), or slow-handshake waits between two octets"
                            + " (default: 10ms).")
    private @Nullable Duration period;

    /// The same with what the options say.
    ///
    /// @throws IllegalArgumentException if the fault does not take such a period
    ServerConfig in(ServerConfig config) {
        ServerConfig faulty = config.withFault(fault);
        if (period == null) {
            return faulty;
        }
        if (fault.period().isZero()) {
            throw new IllegalArgumentException("--fault-period needs --fault flapping or slow-handshake");
        }
        return faulty.withFaultPeriod(period);
    }

    /// The names of the faults.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ConnectionFault.values())
                    .map(ConnectionFault::label)
                    .iterator();
        }
    }

    /// Finds a fault by name.
    static final class Named implements ITypeConverter<ConnectionFault> {
        @Override
        public ConnectionFault convert(String name) {
            try {
                return ConnectionFault.named(TerminalText.of(name));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }
}
