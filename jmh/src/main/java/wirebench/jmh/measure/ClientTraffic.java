package wirebench.jmh.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Url;
import wirebench.load.ClientWork;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.lane.Expectation;
import wirebench.protocol.Fields;

/// The exchanges of one of our clients.
public final class ClientTraffic implements Traffic {
    public static final Patience PATIENCE = Patience.NONE.withStall(Duration.ofSeconds(20));

    private final HttpClient client;
    private final ClosedLoop loop;

    private ClientTraffic(HttpClient client, ClosedLoop loop) {
        this.client = client;
        this.loop = loop;
    }

    /// Opens the client and proves that it gets the right answer.
    ///
    /// @param fields what the request carries besides Host
    static ClientTraffic open(WireParameters parameters, String url, Fields fields) throws IOException {
        return open(parameters, url, fields, client -> client, ClientTraffic::lanes);
    }

    /// The same with something in front of the client.
    ///
    /// @param front what to have in front of it
    static ClientTraffic open(WireParameters parameters, String url, UnaryOperator<HttpClient> front)
            throws IOException {
        return open(parameters, url, Fields.NONE, front, ClientTraffic::lanes);
    }

    /// The same with bodies that are read, and connections that are given back, on other threads than those that
    /// began the exchanges.
    ///
    /// @throws IllegalArgumentException if the client has no threads to hand them over to
    static ClientTraffic openHandingOver(WireParameters parameters, String url) throws IOException {
        return open(parameters, url, Fields.NONE, client -> client, HandedOverLane::loop);
    }

    private static ClosedLoop lanes(HttpClient client, HttpRequest request, Expectation expectation, int concurrency) {
        return ClosedLoop.of(client, request, expectation, concurrency, PATIENCE);
    }

    private static ClientTraffic open(
            WireParameters parameters, String url, Fields fields, UnaryOperator<HttpClient> front, Lanes lanes)
            throws IOException {
        MeasuredScenario scenario = MeasuredScenario.named(parameters.scenario());
        HttpRequest request = request(url, scenario, fields);
        HttpClient client =
                front.apply(ClientProvider.named(parameters.client()).open(parameters.config()));
        try {
            HttpResponse response = client.send(request);
            scenario.requireBody("the client " + client.name(), response.status(), response.body());
            Expectation expectation = new Expectation(response.status(), response.body().length);
            return new ClientTraffic(client, lanes.loop(client, request, expectation, parameters.concurrency()));
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    static HttpRequest request(String url, MeasuredScenario scenario, Fields fields) {
        return HttpRequest.of(scenario.method(), Url.parse(url + scenario.path()), fields, scenario.sent());
    }

    /// Fields that ask the server to close after its answer.
    public static Fields closing() {
        return Fields.of("Connection", "close");
    }

    @Override
    public ClosedLoop loop() {
        return loop;
    }

    @Override
    public long proofs() {
        return 1;
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(client.pool().created());
    }

    @Override
    public Optional<ClientWork> work() {
        return Optional.of(ClientWork.of(client));
    }

    @Override
    public OptionalInt eventLoops() {
        return switch (client.model()) {
            case EVENT_LOOPS -> OptionalInt.of(client.config().eventLoops());
            case PLATFORM_THREADS, VIRTUAL_THREADS -> OptionalInt.empty();
        };
    }

    @Override
    public void close() {
        loop.close();
        client.close();
    }

    /// Makes the loop that is timed.
    interface Lanes {
        ClosedLoop loop(HttpClient client, HttpRequest request, Expectation expectation, int concurrency);
    }
}
