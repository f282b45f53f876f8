package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import wirebench.client.ClientProvider;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.protocol.Fields;

/// One client and one server, for one case.
final class Talk implements AutoCloseable {
    /// An exchange that takes longer hangs, which is never right.
    private static final ClientConfig IMPATIENT =
            ClientConfig.DEFAULT.withTimeouts(Timeouts.DEFAULT.withTotal(Duration.ofSeconds(20)));

    private final HttpClient client;
    private final RunningServer server;
    private final Set<String> clientPorts = ConcurrentHashMap.newKeySet();

    private Talk(HttpClient client, RunningServer server) {
        this.client = client;
        this.server = server;
    }

    static Talk open(ClientProvider provider, RunningServer server) {
        return new Talk(provider.open(IMPATIENT), server);
    }

    HttpClient client() {
        return client;
    }

    int port(Door door) {
        return server.port(door);
    }

    HttpResponse get(String path) throws ExchangeException {
        return get(Door.PATIENT, path);
    }

    HttpResponse get(Door door, String path) throws ExchangeException {
        return noted(client.send(request(door, "GET", path, Fields.NONE, RequestBody.none())));
    }

    HttpResponse get(String path, Fields fields) throws ExchangeException {
        return send("GET", path, fields, RequestBody.none());
    }

    HttpResponse head(String path) throws ExchangeException {
        return send("HEAD", path, Fields.NONE, RequestBody.none());
    }

    HttpResponse send(String method, String path, Fields fields, RequestBody body) throws ExchangeException {
        return noted(client.send(request(Door.PATIENT, method, path, fields, body)));
    }

    CompletableFuture<HttpResponse> start(String method, String path) {
        HttpRequest request = request(Door.PATIENT, method, path, Fields.NONE, RequestBody.none());
        return client.sendAsync(request).thenApply(this::noted);
    }

    HttpRequest request(Door door, String method, String path, Fields fields, RequestBody body) {
        return HttpRequest.of(method, Url.parse("http://127.0.0.1:" + port(door) + path), fields, body);
    }

    /// Both sides have seen that many connections so far.
    void expectConnections(int connections) {
        assertThat(client.pool().created())
                .as("connections that the client opened")
                .isEqualTo(connections);
        assertThat(connectionsThatTheServerSaw())
                .as("connections that the server saw")
                .isEqualTo(connections);
    }

    int connectionsThatTheServerSaw() {
        return clientPorts.size();
    }

    private HttpResponse noted(HttpResponse response) {
        clientPorts.addAll(response.fields().all("X-Client-Port"));
        return response;
    }

    /// Leaves no connection behind.
    @Override
    public void close() {
        client.close();
        assertThat(client.pool().closed()).isEqualTo(client.pool().created());
    }
}
