package wirebench.jmh.measure;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import wirebench.client.ClientProvider;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpRequest;
import wirebench.load.closed.ClosedLoop;
import wirebench.protocol.Fields;
import wirebench.server.config.Counters;

/// Raw writes and reads of the octets that the clients exchange, on the same kind of sockets and threads as a client's:
/// those of its model.
final class FloorTraffic implements Traffic {
    private final ClosedLoop loop;
    private final LongSupplier connections;
    private final Runnable closeRest;

    private FloorTraffic(ClosedLoop loop, LongSupplier connections, Runnable closeRest) {
        this.loop = loop;
        this.connections = connections;
        this.closeRest = closeRest;
    }

    /// Proves that the raw exchange moves the same octets as a client's, and opens the loop.
    static FloorTraffic open(WireParameters parameters, MeasuredServer server) throws IOException {
        ExecutionModel model = ClientProvider.named(parameters.client()).model();
        MeasuredScenario scenario = MeasuredScenario.named(parameters.scenario());
        HttpRequest request = ClientTraffic.request(server.url(), scenario, Fields.NONE);
        Counters before = server.counters();
        RawExchange exchange = RawExchange.prove(request, scenario, server.port());
        requireSameOctets(exchange, server.counters().since(before));
        return switch (model) {
            case PLATFORM_THREADS -> onThreads(exchange, ClosedLoop.platformThreads(), parameters.concurrency());
            case VIRTUAL_THREADS -> onThreads(exchange, ClosedLoop.virtualThreads(), parameters.concurrency());
            case EVENT_LOOPS -> onLoop(exchange, parameters.concurrency());
        };
    }

    private static void requireSameOctets(RawExchange exchange, Counters one) {
        if (one.exchanges() != 1
                || one.octetsIn() != exchange.request().length
                || one.octetsOut() != exchange.responseOctets()) {
            throw new IllegalStateException("the floor moves other octets than a client: the server counted " + one);
        }
    }

    private static FloorTraffic onThreads(RawExchange exchange, ThreadFactory threads, int concurrency) {
        AtomicLong opened = new AtomicLong();
        ClosedLoop loop =
                ClosedLoop.onThreads(threads, _ -> new RawLane(exchange, opened), concurrency, ClientTraffic.PATIENCE);
        return new FloorTraffic(loop, opened::get, () -> {});
    }

    private static FloorTraffic onLoop(RawExchange exchange, int concurrency) throws IOException {
        RawLoop events = new RawLoop(exchange);
        ClosedLoop loop = ClosedLoop.onEventLoops(_ -> events.lane(), concurrency, ClientTraffic.PATIENCE);
        return new FloorTraffic(loop, events::connections, events::close);
    }

    @Override
    public ClosedLoop loop() {
        return loop;
    }

    @Override
    public long proofs() {
        return 1;
    }

    /// The proof had a connection of its own.
    @Override
    public OptionalLong connections() {
        return OptionalLong.of(1 + connections.getAsLong());
    }

    @Override
    public void close() {
        loop.close();
        closeRest.run();
    }
}
