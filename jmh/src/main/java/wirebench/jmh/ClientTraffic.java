package wirebench.jmh;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import wirebench.client.ClientConfig;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.RequestBody;
import wirebench.client.Url;
import wirebench.load.ClosedLoop;
import wirebench.load.Expectation;
import wirebench.load.Patience;
import wirebench.protocol.Fields;

/// The exchanges of one of our clients.
final class ClientTraffic implements Traffic {
    static final Patience PATIENCE = Patience.NONE.withStall(Duration.ofSeconds(20));

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
        MeasuredScenario scenario = MeasuredScenario.named(parameters.scenario());
        HttpRequest request = request(url, scenario, fields);
        HttpClient client = ClientProvider.named(parameters.client())
                .open(ClientConfig.DEFAULT.withMaxConnections(parameters.concurrency()));
        try {
            HttpResponse response = client.send(request);
            scenario.requireBody("the client " + client.name(), response.status(), response.body());
            Expectation expectation = new Expectation(response.status(), response.body().length);
            return new ClientTraffic(
                    client, ClosedLoop.of(client, request, expectation, parameters.concurrency(), PATIENCE));
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    static HttpRequest request(String url, MeasuredScenario scenario, Fields fields) {
        return HttpRequest.of("GET", Url.parse(url + scenario.path()), fields, RequestBody.none());
    }

    /// Fields that ask the server to close after its answer.
    static Fields closing() {
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
    public void close() {
        loop.close();
        client.close();
    }
}
