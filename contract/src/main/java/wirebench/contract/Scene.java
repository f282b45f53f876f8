package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.protocol.Fields;
import wirebench.server.LoopbackServer;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;

/// What surrounds one test: a server, the clients and raw peers that the test asks for, and afterwards the proof
/// that nothing of them is left.
abstract class Scene {
    static {
        JdkWarmUp.run();
    }

    private final Leftovers before = Leftovers.now();
    private final LoopbackServer server = startServer(serverConfig());
    private final List<HttpClient> clients = new CopyOnWriteArrayList<>();
    private final List<RawPeer> peers = new CopyOnWriteArrayList<>();
    private @Nullable Function<ClientConfig, HttpClient> opener;

    /// Says how clients are opened, before the test begins.
    final void opensBy(Function<ClientConfig, HttpClient> opener) {
        this.opener = opener;
    }

    /// Opens a client of the implementation under test.
    final HttpClient open(ClientConfig config) {
        return Objects.requireNonNull(opener, "nobody has said how clients are opened")
                .apply(config);
    }

    /// Whether the scene's server is behind TLS, and its clients trust it unless they are told whom to trust; asked
    /// before the fields of subclasses are set, too.
    boolean secure() {
        return false;
    }

    /// How the scene's server is set up; asked once, before the fields of subclasses are set.
    ServerConfig serverConfig() {
        return secure() ? SecureServer.config() : ServerConfig.DEFAULT;
    }

    /// A client with the default configuration, closed by the scene.
    final HttpClient client() {
        return client(ClientConfig.DEFAULT);
    }

    /// A client, closed by the scene.
    final HttpClient client(ClientConfig config) {
        HttpClient client = open(secure() ? SecureServer.trustedUnlessTold(config) : config);
        clients.add(client);
        return client;
    }

    /// A client whose timeouts differ from the default, closed by the scene.
    final HttpClient clientWith(UnaryOperator<Timeouts> change) {
        return client(ClientConfig.DEFAULT.withTimeouts(change.apply(Timeouts.DEFAULT)));
    }

    /// A client that stands in front of another, closed by the scene together with that.
    final <C extends HttpClient> C inFrontOf(HttpClient client, Function<HttpClient, C> front) {
        C placed = front.apply(client);
        clients.remove(client);
        clients.add(placed);
        return placed;
    }

    /// A peer that says what it is told, closed by the scene.
    final RawPeer peer(RawPeer.Conversation conversation) {
        RawPeer peer = RawPeer.start(conversation);
        peers.add(peer);
        return peer;
    }

    /// A peer that takes the place of another that was closed, closed by the scene.
    final RawPeer peerInPlaceOf(RawPeer gone, RawPeer.Conversation conversation) {
        RawPeer peer = RawPeer.start(gone.port(), conversation);
        peers.add(peer);
        return peer;
    }

    /// A request to the scene's server.
    final HttpRequest get(String target) {
        return HttpRequest.get(server.url() + target);
    }

    /// A request with a body to the scene's server.
    final HttpRequest request(String method, String target, RequestBody body) {
        return HttpRequest.of(method, Url.parse(server.url() + target), Fields.NONE, body);
    }

    final Counters counters() {
        return server.counters();
    }

    final String serverUrl() {
        return server.url();
    }

    /// Asserts that a call fails in a certain way.
    ///
    /// @param kind as [ExchangeException#kind] says it
    static ExchangeException assertFails(ThrowingCallable call, String kind, Phase phase, boolean requestWritten) {
        ExchangeException failure = failureOf(call);
        assertThat(new Trouble(failure.kind(), failure.phase(), failure.requestWritten()))
                .as("%s", failure)
                .isEqualTo(new Trouble(kind, phase, requestWritten));
        assertThat(failure).message().isNotBlank();
        return failure;
    }

    /// What a call throws, which must be an [ExchangeException].
    static ExchangeException failureOf(ThrowingCallable call) {
        ExchangeException failure = catchThrowableOfType(ExchangeException.class, call);
        assertThat(failure).as("the exchange ended without a failure").isNotNull();
        return failure;
    }

    /// Waits until no connection of a client is in use.
    static void awaitQuiet(HttpClient client) {
        Waiting.until(
                () -> "leases are given back and nobody waits: " + client.pool(),
                () -> client.pool().leased() == 0 && client.pool().waiting() == 0);
    }

    @AfterEach
    final void nothingIsLeft() {
        clients.forEach(Scene::awaitQuiet);
        clients.forEach(HttpClient::close);
        server.close();
        peers.forEach(RawPeer::close);
        clients.forEach(Scene::assertEmpty);
        Waiting.until(
                () -> "gone: " + Leftovers.now().beyond(before),
                () -> Leftovers.now().beyond(before).isEmpty());
        assertThat(peers).allSatisfy(peer -> assertThat(peer.failures()).isEmpty());
    }

    private static void assertEmpty(HttpClient client) {
        PoolStats pool = client.pool();
        assertThat(pool)
                .as("the pool of a closed client")
                .extracting(PoolStats::leased, PoolStats::idle, PoolStats::waiting, PoolStats::closed)
                .containsExactly(0, 0, 0, pool.created());
    }

    private static LoopbackServer startServer(ServerConfig config) {
        try {
            return LoopbackServer.start(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The parts of a failure that a caller decides by.
    private record Trouble(String kind, Phase phase, boolean requestWritten) {}
}
