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
/// @param bound in nanoseconds, exchanges, exchanges per second, or as a share of all
/// @param share whether the figure is compared as a share
record Threshold(String text, Figure figure, boolean above, double bound, boolean share) {
    private static final Pattern TEXT = Pattern.compile("([a-z0-9.]+)\\s*([<>])\\s*([0-9.]+(?:[a-z]*|\\s*%))");
    private static final String EXAMPLES =
            "; write one such as 'p99>800ms', 'errors>0', 'status5xx>1%' or 'throughput<1000'";
    private static final double PERCENT = 100;

    /// Reads a threshold.
    ///
    /// @throws TypeConversionException if it is none
    static Threshold parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + TerminalText.of(text) + "' is not a threshold" + EXAMPLES);
        }
        Figure figure = Figure.named(matcher.group(1));
        boolean above = matcher.group(2).equals(">");
        String bound = matcher.group(3);
        if (bound.endsWith("%")) {
            return new Threshold(text.strip(), countable(figure, text), above, percent(bound) / PERCENT, true);
        }
        return new Threshold(text.strip(), figure, above, bound(figure, bound), false);
    }

    private static double bound(Figure figure, String bound) {
        return switch (figure) {
            case Figure.Latency _ -> DurationText.parse(bound).toNanos();
            case Figure.Count _, Figure.Throughput _ -> number(bound);
        };
    }

    private static Figure countable(Figure figure, String text) {
        if (figure instanceof Figure.Count) {
            return figure;
        }
        throw new TypeConversionException(
                "'" + TerminalText.of(text) + "' is not a threshold, for only exchanges have a percentage" + EXAMPLES);
    }

    private static double percent(String text) {
        return number(text.substring(0, text.length() - 1).strip());
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
        OptionalDouble value = value(result);
        return value.isEmpty() || (above ? value.getAsDouble() > bound : value.getAsDouble() < bound);
    }

    private OptionalDouble value(LoadResult result) {
        return share && figure instanceof Figure.Count count
                ? OptionalDouble.of(count.share(result))
                : figure.of(result);
    }

    /// The threshold and what was measured.
    String explain(LoadResult result) {
        OptionalDouble value = value(result);
        String measured = value.isEmpty() ? "too few samples to tell" : "measured " + show(value.getAsDouble());
        return text + " (" + measured + ")";
    }

    private String show(double value) {
        return share ? Units.digits(value * PERCENT) + " %" : figure.show(value);
    }

    /// Reads thresholds for picocli.
    static final class Converter implements ITypeConverter<Threshold> {
        @Override
        public Threshold convert(String text) {
            return parse(text);
        }
    }
}
