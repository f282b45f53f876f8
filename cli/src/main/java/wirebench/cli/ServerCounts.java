package wirebench.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.load.LoadResult;
import wirebench.load.Reconciliation;
import wirebench.load.open.OpenLoop;
import wirebench.load.open.OpenResult;
import wirebench.load.open.Validity;
import wirebench.protocol.Fields;
import wirebench.protocol.Limits;
import wirebench.server.config.Counters;

/// The counts of a server while it was under load, if it is a loopback server of ours. Not thread-safe.
///
/// Any other that listens there is asked once, and not for long, whatever the timeouts of the load are. With
/// retries nothing can be compared, because the server answers what the client repeats.
final class ServerCounts {
    private static final String PATH = "/counters";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final int OK = 200;
    private static final Timeouts TIMEOUTS = Timeouts.DEFAULT.withTotal(Duration.ofSeconds(2));
    private static final int MOST_OCTETS = 64 * 1024;

    private final Function<ClientConfig, HttpClient> clients;
    private final ClientConfig config;
    private final Interruption interruption;
    private Optional<HttpRequest> question;

    private ServerCounts(
            Function<ClientConfig, HttpClient> clients,
            ClientConfig config,
            Optional<HttpRequest> question,
            Interruption interruption) {
        this.clients = clients;
        this.config = config;
        this.question = question;
        this.interruption = interruption;
    }

    /// The counts of the server of a load.
    ///
    /// @param clients opens a client that asks for them, apart from the one that is measured
    /// @param interruption ends the asking, too
    static ServerCounts of(LoadPlan plan, Function<ClientConfig, HttpClient> clients, Interruption interruption) {
        Url url = plan.request().url();
        boolean countable = LOOPBACK.contains(url.host())
                && !url.target().startsWith(PATH)
                && plan.resilience().retries().attempts() == 1;
        Url counters = new Url(url.scheme(), url.host(), url.port(), PATH);
        return new ServerCounts(
                clients,
                plan.config()
                        .withMaxConnections(1)
                        .withTimeouts(TIMEOUTS)
                        .withLimits(Limits.DEFAULT.withBodyOctets(MOST_OCTETS)),
                countable
                        ? Optional.of(HttpRequest.of("GET", counters, Fields.NONE, RequestBody.none()))
                        : Optional.empty(),
                interruption);
    }

    /// Measures, asks the server before and after, and judges.
    OpenReport measure(OpenLoop loop, Duration duration, LoadLanes lanes) throws InterruptedException {
        return measure(loop, duration, lanes, Validity.DEFAULT);
    }

    /// The same, judged by other bounds.
    OpenReport measure(OpenLoop loop, Duration duration, LoadLanes lanes, Validity validity)
            throws InterruptedException {
        Optional<Counters> before = now();
        OpenResult result = loop.measure(duration);
        boolean ended = result.load().gaveUpBecause().isEmpty();
        Optional<Counters> after = before.isPresent() && ended ? now() : Optional.empty();
        return OpenReport.of(
                result,
                after.map(counters -> reconciliation(counters.since(before.orElseThrow()), result.load())),
                validity,
                lanes.expected());
    }

    /// The server may have answered what failed at the client, say because it came too late.
    private static Reconciliation reconciliation(Counters counted, LoadResult load) {
        long unclear = Math.clamp(counted.exchanges() - load.exchanges(), 0, load.errorCount());
        return new Reconciliation(
                load.exchanges() + unclear, counted.exchanges(), OptionalLong.empty(), counted.connections());
    }

    private Optional<Counters> now() {
        if (question.isEmpty() || interruption.hasCome()) {
            return Optional.empty();
        }
        try (HttpClient client = clients.apply(config)) {
            interruption.closes(client);
            HttpResponse response = client.send(question.get());
            if (response.status() == OK) {
                return Optional.of(Counters.parse(response.text()));
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException _) {
            // somebody else's server, or none: the load tells of that
        } finally {
            interruption.closes(null);
        }
        question = Optional.empty();
        return Optional.empty();
    }
}
