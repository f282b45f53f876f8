package wirebench.cli;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.TypeConversionException;
import wirebench.load.ClientWork;
import wirebench.load.LoadResult;
import wirebench.load.Percentile;

/// A figure that a threshold can be about.
sealed interface Figure {
    /// The latencies of tables and JSON, from the shortest to the longest.
    List<Latency> LATENCIES = List.of(
            new Latency("p50", 50),
            new Latency("p90", 90),
            new Latency("p95", 95),
            new Latency("p99", 99),
            new Latency("p999", 99.9),
            new Latency("p9999", 99.99),
            new Latency("max", 100));

    /// The figure with a name.
    ///
    /// @throws TypeConversionException if there is none; the message lists those that there are
    static Figure named(String word) {
        return switch (word) {
            case "max" -> new Latency("max", 100);
            case "errors" -> new Errors();
            case "unanswered" -> new Unanswered();
            case "throughput" -> new Throughput();
            default -> word.startsWith("status") ? Statuses.named(word) : Latency.named(word);
        };
    }

    private static TypeConversionException unknown(String word) {
        return new TypeConversionException("there is no figure '" + TerminalText.of(word) + "'; choose one of p50, p95,"
                + " p999 or any other percentile, max, errors, unanswered, status5xx, status404 or the like,"
                + " throughput");
    }

    /// The name in JSON and in thresholds.
    String word();

    /// What was measured, in nanoseconds, exchanges, or exchanges per second; empty if there are too few samples.
    OptionalDouble of(LoadResult result);

    /// A value for a person.
    String show(double value);

    /// A latency that a share of the exchanges does not exceed.
    ///
    /// @param word `p` and the digits of the percentile, of which the third and those that follow stand behind the
    ///     point, or `max`
    /// @param percentile up to 100
    record Latency(String word, double percentile) implements Figure {
        private static final Pattern WORD = Pattern.compile("p(\\d{2})\\.?(\\d{0,4})");
        private static final double ALL = 100;

        private static Latency named(String word) {
            Matcher matcher = WORD.matcher(word);
            double percentile = matcher.matches() ? Double.parseDouble(matcher.group(1) + "." + matcher.group(2)) : 0;
            if (percentile == 0 || word.equals("p100")) {
                throw unknown(word);
            }
            return new Latency(word, percentile);
        }

        /// The name in tables.
        String title() {
            String digits = word.substring(1);
            return isLongest() || digits.length() < 3 || digits.contains(".")
                    ? word
                    : "p" + digits.substring(0, 2) + "." + digits.substring(2);
        }

        /// Whether it is the largest of all, which any number of samples has.
        boolean isLongest() {
            return percentile == ALL;
        }

        @Override
        public OptionalDouble of(LoadResult result) {
            return of(result.latenciesAtLeast());
        }

        /// What a histogram of nanoseconds tells; empty if there are too few samples.
        OptionalDouble of(Histogram nanos) {
            if (!isLongest()) {
                return Percentile.nanos(nanos, percentile);
            }
            return nanos.getTotalCount() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) nanos.getMaxValue());
        }

        /// What exchanges waited for a connection, in nanoseconds; empty if there are too few.
        OptionalDouble ofAcquires(LoadResult result) {
            return result.client().map(ClientWork::acquireNanos).map(this::of).orElse(OptionalDouble.empty());
        }

        @Override
        public String show(double value) {
            return Units.time(value);
        }
    }

    /// Some of all that was begun, which can be told as a share of it as well.
    sealed interface Count extends Figure {
        /// How many there were.
        long count(LoadResult result);

        @Override
        default OptionalDouble of(LoadResult result) {
            return OptionalDouble.of((double) count(result));
        }

        /// Which share they were of all that was begun; 0 if nothing was.
        default double share(LoadResult result) {
            return result.begun() == 0 ? 0 : (double) count(result) / result.begun();
        }

        @Override
        default String show(double value) {
            return Units.count((long) value);
        }
    }

    /// Exchanges that failed.
    record Errors() implements Count {
        @Override
        public String word() {
            return "errors";
        }

        @Override
        public long count(LoadResult result) {
            return result.errorCount();
        }
    }

    /// Exchanges without an outcome when the load ended.
    record Unanswered() implements Count {
        @Override
        public String word() {
            return "unanswered";
        }

        @Override
        public long count(LoadResult result) {
            return result.unanswered().count();
        }
    }

    /// Responses with certain statuses.
    ///
    /// @param word `status` and which, such as `status5xx` or `status404`
    /// @param of which
    record Statuses(String word, StatusSet of) implements Count {
        private static Statuses named(String word) {
            try {
                return new Statuses(word, StatusSet.parse(word.substring("status".length())));
            } catch (TypeConversionException e) {
                throw unknown(word);
            }
        }

        @Override
        public long count(LoadResult result) {
            return of.count(result.statuses());
        }
    }

    /// Exchanges that ended well, in a second.
    record Throughput() implements Figure {
        @Override
        public String word() {
            return "throughput";
        }

        @Override
        public OptionalDouble of(LoadResult result) {
            return OptionalDouble.of(result.throughput());
        }

        @Override
        public String show(double value) {
            return Units.digits(value) + " /s";
        }
    }
}
