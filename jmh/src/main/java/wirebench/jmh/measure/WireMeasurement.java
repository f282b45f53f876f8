package wirebench.jmh.measure;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import wirebench.client.HttpClient;
import wirebench.jmh.folder.ForkFolder;
import wirebench.load.LoadException;
import wirebench.load.Reconciliation;
import wirebench.protocol.Fields;
import wirebench.reports.files.CellId;
import wirebench.server.config.Counters;

/// The measurement of one fork over the wire, from the server's start to the comparison of both ends' counts.
/// One at a time in a JVM.
public final class WireMeasurement implements Measurement {
    private static final long SETTLE_NANOS = 500_000_000;

    private final CellId cell;
    private final MeasuredServer server;
    private final Traffic traffic;
    private final Counters before;
    private final String latencyIs;
    private @Nullable MeasuredWork end;

    private WireMeasurement(CellId cell, MeasuredServer server, TrafficOpening opening, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        this.cell = cell;
        this.server = server;
        latencyIs = parameters.waiting() ? "responseTime" : "latency";
        before = server.counters();
        traffic = opening.open(server, parameters);
    }

    /// A measurement of a client.
    ///
    /// @param cell what it is called
    /// @param fields what each request carries besides Host
    public static WireMeasurement ofClient(CellId cell, WireParameters parameters, Fields fields)
            throws IOException, LoadException, InterruptedException {
        return open(cell, parameters, (server, actual) -> ClientTraffic.open(actual, server.url(), fields));
    }

    /// A measurement of a client with something in front of it.
    public static WireMeasurement ofClient(CellId cell, WireParameters parameters, UnaryOperator<HttpClient> front)
            throws IOException, LoadException, InterruptedException {
        return open(cell, parameters, (server, actual) -> ClientTraffic.open(actual, server.url(), front));
    }

    /// A measurement of a client whose bodies are read, and connections given back, on other threads.
    public static WireMeasurement ofClientHandingOver(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return open(cell, parameters, (server, actual) -> ClientTraffic.openHandingOver(actual, server.url()));
    }

    /// A measurement of raw writes and reads.
    public static WireMeasurement ofFloor(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return open(cell, parameters, (server, actual) -> FloorTraffic.open(actual, server));
    }

    /// A measurement of a client that is not ours.
    public static WireMeasurement ofPeer(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return open(cell, parameters, (server, actual) -> PeerTraffic.open(actual, server));
    }

    private static WireMeasurement open(CellId cell, WireParameters parameters, TrafficOpening opening)
            throws IOException, LoadException, InterruptedException {
        return on(MeasuredServer.start(parameters.server(), parameters.tls()), cell, parameters, opening);
    }

    /// A measurement on a server that runs.
    ///
    /// @param server the measurement's to close, also if it cannot be opened
    static WireMeasurement on(MeasuredServer server, CellId cell, WireParameters parameters, TrafficOpening opening)
            throws IOException, LoadException, InterruptedException {
        try {
            rehearse(cell, server, opening, parameters);
            WireMeasurement opened = new WireMeasurement(cell, server, opening, parameters);
            TimedLoop.begins(opened.traffic.loop());
            TimedWork.begins(opened);
            return opened;
        } catch (IOException | LoadException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// The whole measurement in small, counts and end included.
    ///
    /// It proves that the arm gets the right answers in the way in which it will be timed. And it runs the code of
    /// the end once: JMH closes a trial within its last iteration, and what the JVM allocates when it first links
    /// that code would be counted as if the exchanges had allocated it.
    private static void rehearse(CellId cell, MeasuredServer server, TrafficOpening opening, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        int concurrency = Math.min(2, parameters.concurrency());
        var rehearsal = new WireMeasurement(cell, server, opening, parameters.withConcurrency(concurrency));
        try {
            rehearsal.drive(2 * concurrency);
            MeasuredWork _ = rehearsal.work();
        } finally {
            rehearsal.closeTraffic();
        }
    }

    @Override
    public void drive(int exchanges) throws LoadException, InterruptedException {
        traffic.loop().drive(exchanges);
    }

    /// What was done so far, or until the close. Ask between batches.
    public MeasuredWork work() {
        MeasuredWork last = end;
        return last != null ? last : MeasuredWork.of(traffic, server);
    }

    /// What the server has counted so far. Ask between batches.
    public Counters counters() {
        return server.counters();
    }

    /// What the latencies are called: with fewer connections than exchanges in flight, the time that some wait for
    /// one is in them, so that they are not the time of service alone.
    String latencyIs() {
        return latencyIs;
    }

    @Override
    public void close() throws LoadException {
        end = MeasuredWork.of(traffic, server);
        try (server) {
            closeTraffic();
        }
    }

    private void closeTraffic() throws LoadException {
        try (traffic) {
            Reconciliation counts = settled();
            ForkFolder.ofThisFork().ifPresent(folder -> {
                folder.writeCounts(cell, counts);
                folder.writeSettings(cell, traffic.settings());
            });
            counts.requireAgreement();
        }
    }

    /// A client may open a connection for an exchange that then goes by way of another one; it counts it when it knows
    /// that it is open, which can be after the last exchange and after the server has counted it.
    private Reconciliation settled() throws LoadException {
        long begin = System.nanoTime();
        Reconciliation counts = reconciliation();
        while (!counts.agrees() && System.nanoTime() - begin < SETTLE_NANOS) {
            LockSupport.parkNanos(SETTLE_NANOS / 100);
            counts = reconciliation();
        }
        return counts;
    }

    private Reconciliation reconciliation() throws LoadException {
        Counters counters = server.counters().since(before);
        if (counters.refused() + counters.faults() > 0) {
            throw new LoadException("the server refused or broke exchanges: " + counters);
        }
        return new Reconciliation(
                traffic.loop().exchanges() + traffic.proofs(),
                counters.exchanges(),
                traffic.connections(),
                counters.connections());
    }

    /// Opens what is sent to a server.
    interface TrafficOpening {
        Traffic open(MeasuredServer server, WireParameters parameters)
                throws IOException, LoadException, InterruptedException;
    }
}
