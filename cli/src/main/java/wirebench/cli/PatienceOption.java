package wirebench.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wirebench.client.HttpRequest;
import wirebench.client.Scheme;
import wirebench.client.config.Timeouts;
import wirebench.client.resilience.RetryConfig;
import wirebench.load.Patience;

/// When `load` is given up. By default that is when the timeouts would have ended every exchange: so none that they
/// allow ends the load.
final class PatienceOption {
    /// In place of a timeout that is none, for a load has to end.
    private static final Duration WITHOUT_LIMIT = Duration.ofMinutes(10);

    /// In which a client tells of a timeout, on a machine that is busy.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// What `0s` asks for.
    static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "Give the load up when no exchange has ended for so long, and wait no longer for those under"
                    + " way when its time is over (default: the sum of the timeouts and 5s, where 0s counts as 10m; 0s:"
                    + " no limit).")
    private @Nullable Duration patience;

    /// What the option says, or the timeouts do.
    Patience patience(HttpRequest request, Timeouts timeouts, RetryConfig retries) {
        return Patience.DEFAULT.withStall(
                patience == null ? derived(request, timeouts, retries) : patience.isZero() ? FOREVER : patience);
    }

    /// How long a load goes on at most without any news, for a person.
    static String text(Patience patience) {
        return patience.stall().equals(FOREVER) ? "without limit" : Units.seconds(patience.stallNanos());
    }

    private static Duration derived(HttpRequest request, Timeouts timeouts, RetryConfig retries) {
        Duration pause = longest(retries.backoff().cap(), retries.retryAfterCap());
        return attempt(request, timeouts)
                .multipliedBy(retries.attempts())
                .plus(pause.multipliedBy(retries.attempts() - 1))
                .plus(GRACE);
    }

    /// Bodies that trickle may take longer: their time is bounded between two reads only.
    private static Duration attempt(HttpRequest request, Timeouts timeouts) {
        List<Duration> phases = new ArrayList<>(
                List.of(timeouts.acquire(), timeouts.connect(), timeouts.write(), timeouts.head(), timeouts.read()));
        if (request.url().scheme() == Scheme.HTTPS) {
            phases.add(timeouts.handshake());
        }
        if (request.head().expectsContinue()) {
            phases.add(timeouts.expectContinue());
        }
        Duration sum = phases.stream()
                .map(timeout -> timeout.isZero() ? WITHOUT_LIMIT : timeout)
                .reduce(Duration.ZERO, Duration::plus);
        Duration total = timeouts.total();
        return total.isZero() || sum.compareTo(total) < 0 ? sum : total;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
