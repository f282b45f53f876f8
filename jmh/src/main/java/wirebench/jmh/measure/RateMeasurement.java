package wirebench.jmh.measure;

import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.jmh.folder.ForkFolder;
import wirebench.load.LoadException;
import wirebench.load.Reconciliation;
import wirebench.load.lane.Expectation;
import wirebench.load.open.Arrivals;
import wirebench.load.open.OpenLoop;
import wirebench.load.open.OpenWindow;
import wirebench.protocol.Fields;
import wirebench.reports.files.CellId;
import wirebench.server.config.Counters;

/// The measurement of one fork at a fixed rate, from the server's start to the comparison of both ends' counts: a
/// window for each iteration, whose result is left to [TimedRate]. One at a time in a JVM; not thread-safe.
public final class RateMeasurement implements Measurement {
    private static final long PROOFS = 1;

    private final CellId cell;
    private final MeasuredServer server;
    private final HttpClient client;
    private final OpenLoop loop;
    private final Counters before;
    private Arrivals arrivals;
    private @Nullable OpenWindow window;

    private RateMeasurement(
            CellId cell, MeasuredServer server, HttpClient client, OpenLoop loop, Counters before, Arrivals arrivals) {
        this.cell = cell;
        this.server = server;
        this.client = client;
        this.loop = loop;
        this.before = before;
        this.arrivals = arrivals;
    }

    /// Starts the server and proves that the client gets the right answer.
    public static RateMeasurement open(CellId cell, WireParameters parameters, Arrivals arrivals) throws IOException {
        MeasuredServer server = MeasuredServer.start(parameters.server(), parameters.tls());
        try {
            return open(cell, server, parameters, arrivals);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static RateMeasurement open(
            CellId cell, MeasuredServer server, WireParameters parameters, Arrivals arrivals) throws IOException {
        MeasuredScenario scenario = MeasuredScenario.named(parameters.scenario());
        Counters before = server.counters();
        HttpRequest request = ClientTraffic.request(server.url(), scenario, Fields.NONE);
        HttpClient client = ClientProvider.named(parameters.client()).open(parameters.config());
        try {
            HttpResponse response = client.send(request);
            scenario.requireBody("the client " + client.name(), response.status(), response.body());
            Expectation expectation = new Expectation(response.status(), response.body().length);
            OpenLoop loop = OpenLoop.of(
                    client, request, expectation, arrivals, parameters.concurrency(), ClientTraffic.PATIENCE);
            return new RateMeasurement(cell, server, client, loop, before, arrivals);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /// Carries out the next arrivals; the first ones of an iteration begin its window.
    ///
    /// @throws LoadException if an exchange failed
    @Override
    public void drive(int exchanges) throws LoadException, InterruptedException {
        OpenWindow current = window;
        if (current == null) {
            current = loop.begin(arrivals);
            window = current;
            arrivals = arrivals.withSeed(arrivals.seed() + 1); // iterations that are all alike would tell of one draw
        }
        current.carryOut(exchanges);
        if (current.gaveUpBecause().isPresent()) {
            throw new LoadException(
                    "the load was given up: " + current.gaveUpBecause().get());
        }
    }

    /// Waits for what is under way, and ends the window if there is one.
    public void endWindow() throws InterruptedException {
        OpenWindow current = window;
        window = null;
        if (current != null) {
            TimedRate.measured(current.end());
        }
    }

    @Override
    public void close() throws LoadException {
        try (server;
                client;
                loop) {
            Counters counters = server.counters().since(before);
            Reconciliation counts = new Reconciliation(
                    loop.exchanges() + PROOFS,
                    counters.exchanges(),
                    OptionalLong.of(client.pool().created()),
                    counters.connections());
            ForkFolder.ofThisFork().ifPresent(folder -> folder.writeCounts(cell, counts));
            counts.requireAgreement();
        }
    }
}
