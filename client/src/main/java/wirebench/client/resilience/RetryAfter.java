package wirebench.client.resilience;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the Retry-After field (RFC 9110 section 10.2.3): a number of seconds, or a date in any of the three
/// formats of section 5.6.7.
final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    /// The day of the week says nothing that the rest does not, so one that does not fit is passed over. The
    /// second may be the 60th, a leap second, which the JDK's calendar does not have.
    private static final Pattern DATE =
            Pattern.compile("[A-Za-z]{3,9},? (?<before>.+:[0-9]{2}:)(?<second>[0-9]{2})(?<after> .+)");

    private RetryAfter() {}

    /// How long the server wants to be left alone.
    ///
    /// @param value of the field, or null if there was none
    /// @param now the wall clock, which dates are compared with
    /// @return zero for a value that is missing, not understood or past
    static Duration of(@Nullable String value, Instant now) {
        if (value == null) {
            return Duration.ZERO;
        }
        return isNumber(value) ? seconds(value) : until(value, now);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration seconds(String digits) {
        String significant = digits.substring(leadingZeros(digits));
        boolean beyond = significant.length() > MOST_DIGITS;
        return Duration.ofSeconds(beyond ? 1_000_000_000 : Long.parseLong("0" + significant));
    }

    private static int leadingZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    private static Duration until(String date, Instant now) {
        Matcher parts = DATE.matcher(date);
        if (!parts.matches()) {
            return Duration.ZERO;
        }
        boolean leap = parts.group("second").equals("60");
        String text = parts.group("before") + (leap ? "59" : parts.group("second")) + parts.group("after");
        for (DateTimeFormatter format : formats(now)) {
            try {
                Instant then = LocalDateTime.parse(text, format)
                        .toInstant(ZoneOffset.UTC)
                        .plusSeconds(leap ? 1 : 0);
                return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
            } catch (DateTimeException e) {
                // the next format may fit
            }
        }
        return Duration.ZERO;
    }

    /// IMF-fixdate, RFC 850 and asctime, without the day of the week. A year of two digits is none that lies
    /// more than 50 years ahead.
    private static List<DateTimeFormatter> formats(Instant now) {
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() - 49;
        return List.of(
                DateTimeFormatter.ofPattern("dd MMM uuuu HH:mm:ss 'GMT'", Locale.US),
                new DateTimeFormatterBuilder()
                        .appendPattern("dd-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                        .appendPattern(" HH:mm:ss 'GMT'")
                        .toFormatter(Locale.US),
                DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss uuuu", Locale.US));
    }
}
