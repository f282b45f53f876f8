package wirebench.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.client.HttpClient;
import wirebench.client.config.Backoff;
import wirebench.client.config.Jitter;
import wirebench.client.resilience.BreakerConfig;
import wirebench.client.resilience.BudgetConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceListener;
import wirebench.client.resilience.ResilienceStats;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;

/// When an exchange is tried again, and when a server is left alone. Without these options neither happens.
final class ResilienceOptions {
    private static final int MOST_RETRIES = 1_000;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "0",
            description = "Try an exchange again at most so many times, if its request may be repeated (default:"
                    + " ${DEFAULT-VALUE}).")
    private int retries;

    @Option(
            names = "--backoff",
            paramLabel = "BASE[..CAP]",
            converter = Pauses.class,
            defaultValue = "100ms..10s",
            description = "Pause before the first retry, doubled each time up to the cap (default: ${DEFAULT-VALUE}).")
    private Backoff backoff = Backoff.DEFAULT;

    @Option(
            names = "--jitter",
            paramLabel = "JITTER",
            completionCandidates = JitterNames.class,
            converter = NamedJitter.class,
            defaultValue = "full",
            description = "How chance spreads the pauses: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Jitter jitter = Jitter.FULL;

    @Option(
            names = "--retry-budget",
            paramLabel = "PERCENT",
            defaultValue = "20",
            description = "At most so many retries for 100 exchanges, besides a few (default: ${DEFAULT-VALUE}).")
    private int budgetPercent;

    @Option(
            names = "--breaker",
            paramLabel = "SPEC",
            converter = BreakerSpec.class,
            defaultValue = "off",
            description = "Leave a server alone for a while when so many of its last exchanges failed, such as 50%%/20"
                    + " or 5/20, or off (default: ${DEFAULT-VALUE}).")
    private Breaking breaker = Breaking.OFF;

    /// Puts what the options ask for in front of a client; nothing, if they ask for nothing.
    ///
    /// @param config what they say
    /// @return a client that closes the other one, if it is not the same
    static HttpClient inFrontOf(HttpClient client, ResilienceConfig config) {
        boolean wanted = config.retries().attempts() > 1 || config.breaker() != null;
        return wanted ? ResilientClient.of(client, config, ResilienceListener.NONE) : client;
    }

    /// What a client has done of that so far.
    static ResilienceStats statsOf(HttpClient client) {
        return client instanceof ResilientClient resilient ? resilient.stats() : new ResilienceStats(0, 0, 0);
    }

    /// What the options say.
    ///
    /// @throws Misuse if a value is out of range
    ResilienceConfig config() {
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new Misuse("--retries must be from 0 to " + MOST_RETRIES + ", not " + retries);
        }
        if (budgetPercent < 0 || budgetPercent > 100_000) {
            throw new Misuse("--retry-budget must be from 0 to 100000 percent, not " + budgetPercent);
        }
        RetryConfig tried = RetryConfig.DEFAULT
                .withAttempts(1 + retries)
                .withBackoff(backoff.withJitter(jitter))
                .withBudget(BudgetConfig.DEFAULT.withShare(budgetPercent / 100.0));
        return new ResilienceConfig(tried, breaker.config());
    }

    /// Whether there is a breaker.
    ///
    /// @param config null for none
    record Breaking(@Nullable BreakerConfig config) {
        static final Breaking OFF = new Breaking(null);
    }

    /// Reads `BASE` or `BASE..CAP`; without a cap it is the default one, or the base if that is longer.
    static final class Pauses implements ITypeConverter<Backoff> {
        @Override
        public Backoff convert(String text) {
            String[] ends = text.split("\\.\\.", -1);
            if (ends.length > 2) {
                throw new TypeConversionException(
                        "'" + TerminalText.of(text) + "' is no backoff; write a base and a cap, such as 100ms..10s");
            }
            Duration base = DurationText.parse(ends[0]);
            Duration most = Backoff.DEFAULT.cap();
            Duration cap = ends.length == 2 ? DurationText.parse(ends[1]) : base.compareTo(most) > 0 ? base : most;
            try {
                return new Backoff(base, cap, Jitter.FULL);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }

    /// Reads `off`, `FAILURES/OF` or `PERCENT%/OF`.
    static final class BreakerSpec implements ITypeConverter<Breaking> {
        private static final Pattern SPEC = Pattern.compile("(\\d{1,6})(%?)/(\\d{1,6})");

        @Override
        public Breaking convert(String text) {
            Matcher spec = SPEC.matcher(text);
            if (text.equals("off")) {
                return Breaking.OFF;
            }
            if (!spec.matches()) {
                throw new TypeConversionException("'" + TerminalText.of(text)
                        + "' is no breaker; write failures over exchanges, such as 50%/20 or 5/20, or off");
            }
            int value = Integer.parseInt(spec.group(1));
            int of = Integer.parseInt(spec.group(3));
            boolean percent = !spec.group(2).isEmpty();
            return breaking(percent ? (int) Math.ceilDiv((long) value * of, 100L) : value, of);
        }

        private static Breaking breaking(int failures, int of) {
            try {
                return new Breaking(
                        BreakerConfig.DEFAULT.withThreshold(new BreakerConfig.Threshold.Count(failures, of)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }

    /// The names of the jitters.
    static final class JitterNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Jitter.values()).map(Jitter::label).iterator();
        }
    }

    /// Finds a jitter by name.
    static final class NamedJitter implements ITypeConverter<Jitter> {
        @Override
        public Jitter convert(String name) {
            return Arrays.stream(Jitter.values())
                    .filter(jitter -> jitter.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no jitter '" + TerminalText.of(name)
                            + "'; choose one of " + String.join(", ", new JitterNames())));
        }
    }
}
