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
import wirebench.load.LoadResult;
import wirebench.load.Reconciliation;
import wirebench.load.open.OpenLoop;
import wirebench.load.open.OpenResult;
import wirebench.protocol.Fields;
import wirebench.server.config.Counters;

/// The counts of the server while it was under load, if it is a loopback server of ours: no other is asked. Not
/// thread-safe.
///
/// With retries nothing can be compared, because the server answers what the client repeats.
final class ServerCounts {
    private static final String PATH = "/counters";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final int OK = 200;

    private final Function<ClientConfig, HttpClient> clients;
    private final ClientConfig config;
    private final Optional<HttpRequest> question;

    private ServerCounts(
            Function<ClientConfig, HttpClient> clients, ClientConfig config, Optional<HttpRequest> question) {
        this.clients = clients;
        this.config = config;
        this.question = question;
    }

    /// The counts of the server of a load.
    ///
    /// @param clients opens a client that asks for them, apart from the one that is measured
    static ServerCounts of(LoadPlan plan, Function<ClientConfig, HttpClient> clients) {
        Url url = plan.request().url();
        boolean countable = LOOPBACK.contains(url.host())
                && !url.target().startsWith(PATH)
                && plan.resilience().retries().attempts() == 1;
        Url counters = new Url(url.scheme(), url.host(), url.port(), PATH);
        return new ServerCounts(
                clients,
                plan.config().withMaxConnections(1),
                countable
                        ? Optional.of(HttpRequest.of("GET", counters, Fields.NONE, RequestBody.none()))
                        : Optional.empty());
    }

    /// Measures, asks the server before and after, and judges.
    OpenReport measure(OpenLoop loop, Duration duration) throws InterruptedException {
        Optional<Counters> before = now();
        OpenResult result = loop.measure(duration);
        boolean ended = result.load().gaveUpBecause().isEmpty();
        Optional<Counters> after = before.isPresent() && ended ? now() : Optional.empty();
        return OpenReport.of(
                result, after.map(counters -> reconciliation(counters.since(before.orElseThrow()), result.load())));
    }

    /// The server may have answered what failed at the client, say because it came too late.
    private static Reconciliation reconciliation(Counters counted, LoadResult load) {
        long unclear = Math.clamp(counted.exchanges() - load.exchanges(), 0, load.errorCount());
        return new Reconciliation(
                load.exchanges() + unclear, counted.exchanges(), OptionalLong.empty(), counted.connections());
    }

    private Optional<Counters> now() {
        if (question.isEmpty()) {
            return Optional.empty();
        }
        try (HttpClient client = clients.apply(config)) {
            HttpResponse response = client.send(question.get());
            return response.status() == OK ? Optional.of(Counters.parse(response.text())) : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty(); // somebody else's server, or none: the load tells of that
        }
    }
}
