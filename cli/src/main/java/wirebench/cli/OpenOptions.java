package wirebench.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.load.open.Arrivals;
import wirebench.load.open.Arrivals.Spacing;

/// The options of `load` about requests that arrive at a rate, whatever becomes of them.
final class OpenOptions {
    private static final int SEEDS = 1_000_000;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "Open loop: R requests arrive in a second, whatever becomes of those before, and latency counts"
                            + " from the intended start.")
    private @Nullable Double rate;

    @Option(
            names = "--arrivals",
            paramLabel = "ARRIVALS",
            completionCandidates = Names.class,
            converter = Named.class,
            description = "How they arrive: ${COMPLETION-CANDIDATES} (default: uniform).")
    private @Nullable Spacing spacing;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What chance is drawn from with --arrivals poisson (default: any; it is reported).")
    private @Nullable Long seed;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "So many arrive at once, at the same mean rate (default: 1).")
    private @Nullable Integer burst;

    @Option(
            names = "--slo",
            paramLabel = "BOUND",
            converter = Threshold.Converter.class,
            description = "Search the highest rate, from R on, at which a latency keeps a bound such as 'p99<5ms': each"
                    + " rate has its own warm-up and measurement.")
    private @Nullable Threshold slo;

    /// The bound that the highest rate is searched for.
    ///
    /// @throws Misuse if it is not a latency below a value
    Optional<Threshold> slo() {
        if (slo != null && (slo.above() || !(slo.figure() instanceof Figure.Latency))) {
            throw new Misuse("--slo is a bound from above on a latency, such as 'p99<5ms', not " + slo.text());
        }
        return Optional.ofNullable(slo);
    }

    /// The model of arrivals; empty if the loop is closed.
    ///
    /// @throws Misuse if an option lacks `--rate`, or a value is out of range
    Optional<Arrivals> arrivals() {
        if (rate == null) {
            requireNone("--arrivals", spacing);
            requireNone("--seed", seed);
            requireNone("--burst", burst);
            requireNone("--slo", slo);
            return Optional.empty();
        }
        Spacing chosen = spacing == null ? Spacing.UNIFORM : spacing;
        try {
            return Optional.of(new Arrivals(chosen, rate, seedFor(chosen), burst == null ? 1 : burst));
        } catch (IllegalArgumentException e) {
            throw new Misuse("--rate, --burst: " + e.getMessage());
        }
    }

    private long seedFor(Spacing chosen) {
        if (seed != null) {
            return seed;
        }
        return chosen == Spacing.POISSON ? ThreadLocalRandom.current().nextInt(SEEDS) : 0;
    }

    private static void requireNone(String name, @Nullable Object value) {
        if (value != null) {
            throw new Misuse(name + " needs --rate");
        }
    }

    /// The names of the spacings.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Spacing.values()).map(Spacing::label).iterator();
        }
    }

    /// Finds a spacing by name.
    static final class Named implements ITypeConverter<Spacing> {
        @Override
        public Spacing convert(String name) {
            try {
                return Spacing.named(TerminalText.of(name));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }
}
