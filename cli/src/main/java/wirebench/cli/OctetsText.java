package wirebench.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads sizes such as `16384`, `16k` and `1m`, of which a `k` is 1024 octets and an `m` 1024 of these.
final class OctetsText implements ITypeConverter<Integer> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})([km]?)");
    private static final int STEP = 1024;

    @Override
    public Integer convert(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + TerminalText.of(text) + "' is not a size; write a number of octets, such as 16384 or 16k");
        }
        long octets = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
        if (octets > Integer.MAX_VALUE) {
            throw new TypeConversionException("'" + text + "' is larger than " + Integer.MAX_VALUE + " octets");
        }
        return (int) octets;
    }

    private static long unit(String suffix) {
        return switch (suffix) {
            case "k" -> STEP;
            case "m" -> (long) STEP * STEP;
            default -> 1;
        };
    }
}
