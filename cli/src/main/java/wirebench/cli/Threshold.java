package wirebench.cli;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wirebench.load.LoadResult;

/// A bound that a load must keep, such as `p99>800ms`: the load fails if that is so. Immutable.
///
/// @param text as the user wrote it
/// @param figure what is compared
/// @param above whether it is too much above the bound, or too little below it
/// @param bound in nanoseconds, errors, or exchanges per second
record Threshold(String text, Figure figure, boolean above, double bound) {
    private static final Pattern TEXT = Pattern.compile("([a-z0-9]+)\\s*([<>])\\s*([0-9.]+[a-z]*)");
    private static final String EXAMPLES = "; write one such as 'p99>800ms', 'errors>0' or 'throughput<1000'";

    /// Reads a threshold.
    ///
    /// @throws TypeConversionException if it is none
    static Threshold parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + TerminalText.of(text) + "' is not a threshold" + EXAMPLES);
        }
        Figure figure = Figure.named(matcher.group(1));
        double bound = figure.isTime() ? DurationText.parse(matcher.group(3)).toNanos() : number(matcher.group(3));
        return new Threshold(text.strip(), figure, matcher.group(2).equals(">"), bound);
    }

    private static double number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + TerminalText.of(text) + "' is not a number" + EXAMPLES);
        }
    }

    /// Whether the load failed. What could not be measured has not been kept either.
    boolean crossedBy(LoadResult result) {
        OptionalDouble value = figure.of(result);
        return value.isEmpty() || (above ? value.getAsDouble() > bound : value.getAsDouble() < bound);
    }

    /// The threshold and what was measured.
    String explain(LoadResult result) {
        OptionalDouble value = figure.of(result);
        String measured = value.isEmpty() ? "too few samples to tell" : "measured " + figure.show(value.getAsDouble());
        return text + " (" + measured + ")";
    }

    /// Reads thresholds for picocli.
    static final class Converter implements ITypeConverter<Threshold> {
        @Override
        public Threshold convert(String text) {
            return parse(text);
        }
    }
}
