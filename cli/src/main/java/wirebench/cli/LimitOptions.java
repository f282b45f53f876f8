package wirebench.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wirebench.protocol.Limits;

/// The most that a response may ask for. The defaults are those of [Limits#DEFAULT].
final class LimitOptions {
    @Option(
            names = "--max-status-line",
            paramLabel = "OCTETS",
            defaultValue = "8192",
            description = "Longest status line to accept (default: ${DEFAULT-VALUE}).")
    private int startLineOctets;

    @Option(
            names = "--max-head",
            paramLabel = "OCTETS",
            defaultValue = "65536",
            description = "Largest head to accept (default: ${DEFAULT-VALUE}).")
    private int headOctets;

    @Option(
            names = "--max-fields",
            paramLabel = "N",
            defaultValue = "200",
            description = "Most field lines to accept (default: ${DEFAULT-VALUE}).")
    private int fieldCount;

    @Option(
            names = "--max-body",
            paramLabel = "OCTETS",
            description = "Largest body to accept (default: any; 67108864 with send --json).")
    private @Nullable Long bodyOctets;

    @Option(
            names = "--max-chunk-extensions",
            paramLabel = "OCTETS",
            defaultValue = "16384",
            description = "Most chunk extensions to accept, in total over a body (default: ${DEFAULT-VALUE}).")
    private int chunkExtensionOctets;

    @Option(
            names = "--max-trailers",
            paramLabel = "OCTETS",
            defaultValue = "16384",
            description = "Largest trailer section to accept (default: ${DEFAULT-VALUE}).")
    private int trailerOctets;

    @Option(
            names = "--max-trailer-fields",
            paramLabel = "N",
            defaultValue = "100",
            description = "Most field lines of a trailer section to accept (default: ${DEFAULT-VALUE}).")
    private int trailerCount;

    @Option(
            names = "--max-interim",
            paramLabel = "N",
            defaultValue = "8",
            description = "Most interim (1xx) responses to accept (default: ${DEFAULT-VALUE}).")
    private int interimResponses;

    /// What the options say.
    ///
    /// @param defaultBodyOctets the bound on bodies if there is none among them
    /// @throws IllegalArgumentException if a limit is not positive
    Limits limits(long defaultBodyOctets) {
        return new Limits(
                startLineOctets,
                headOctets,
                fieldCount,
                chunkExtensionOctets,
                trailerOctets,
                trailerCount,
                bodyOctets == null ? defaultBodyOctets : bodyOctets,
                interimResponses);
    }
}
