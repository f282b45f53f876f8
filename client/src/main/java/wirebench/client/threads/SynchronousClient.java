package wirebench.client.threads;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import wirebench.client.ClientProvider;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Observer;
import wirebench.client.Origin;
import wirebench.client.PoolStats;
import wirebench.client.ResponseHandler;
import wirebench.client.SocketCalls;
import wirebench.client.StreamedResponse;
import wirebench.client.adapt.AwaitedExchange;
import wirebench.client.adapt.HandedResponse;
import wirebench.client.config.ClientConfig;
import wirebench.client.events.ExchangeEvent;
import wirebench.client.failure.StaleResend;
import wirebench.client.tls.TlsEngines;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.CallLedger;

/// A client on threads: whoever wants an exchange leases a connection, carries it out on its own thread, and gives
/// the connection back.
///
/// Both threaded implementations are this class with other [ExchangeThreads]. Thread-safe.
public final class SynchronousClient implements HttpClient {
    private final ClientProvider provider;
    private final ClientConfig config;
    private final ExchangeThreads threads;
    private final NanoClock clock = NanoClock.SYSTEM;
    private final Map<Origin, OriginConnections> origins = new ConcurrentHashMap<>();
    private final Watchdog watchdog;
    private final ExecutorService executor;
    private final StartedExchanges started;
    private final CallLedger ledger = new CallLedger();
    private final BufferSupply buffers;
    private final BufferSupply recordBuffers;
    private final TlsEngines tls;
    private final PausedHandlers pauses = new PausedHandlers(clock);
    private volatile boolean closed;

    private SynchronousClient(ClientProvider provider, ClientConfig config, ExchangeThreads threads) {
        this.provider = provider;
        this.config = config;
        this.threads = threads;
        buffers = BufferSupply.of(config);
        recordBuffers = BufferSupply.forTls(config);
        tls = TlsEngines.of(config.tls(), clock);
        watchdog = new Watchdog(provider.name(), origins.values(), clock);
        executor = threads.open();
        started = new StartedExchanges(
                this::carryOut, executor, config.pool().leakAfter().isPositive());
    }

    /// Opens a client.
    ///
    /// @param provider the implementation, whose name and model the client has
    /// @param config what it is told
    /// @param threads where exchanges are carried out
    /// @return the client, to be closed by the caller
    public static SynchronousClient open(ClientProvider provider, ClientConfig config, ExchangeThreads threads) {
        return new SynchronousClient(provider, config, threads);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ExecutionModel model() {
        return provider.model();
    }

    @Override
    public ClientConfig config() {
        return config;
    }

    @Override
    public void exchange(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException {
        requireOpen();
        if (threads.include(Thread.currentThread())) {
            carryOut(request, handler, deadline);
        } else {
            AwaitedExchange.carryOut(this, request, handler, deadline);
        }
    }

    @Override
    public void start(HttpRequest request, ExchangeHandler handler, Deadline deadline) {
        requireOpen();
        started.start(request, handler, deadline);
    }

    @Override
    public void cancel(ExchangeHandler handler) {
        started.cancel(handler);
    }

    @Override
    public void resume(ResponseHandler handler) {
        pauses.resume(handler);
    }

    @Override
    public StreamedResponse open(HttpRequest request, Deadline deadline) throws ExchangeException {
        requireOpen();
        return threads.include(Thread.currentThread())
                ? pull(request, deadline)
                : HandedResponse.open(this, request, deadline);
    }

    @Override
    public PoolStats pool() {
        return origins.values().stream()
                .map(OriginConnections::stats)
                .reduce(PoolStats.none().withWakeUps(watchdog.wakeUps()), PoolStats::plus);
    }

    @Override
    public SocketCalls calls() {
        return ledger.calls();
    }

    @Override
    public void close() {
        closed = true;
        origins.values().forEach(OriginConnections::shut);
        pauses.resumeAll();
        started.close();
        watchdog.close();
    }

    private void carryOut(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException {
        OriginConnections connections = connections(request.origin());
        SynchronousConnection connection = begin(connections, request, handler, deadline);
        boolean over = gaveBack(connections, connection);
        while (!over) {
            pauses.await(handler, connection);
            over = advance(connections, connection);
        }
    }

    private StreamedResponse pull(HttpRequest request, Deadline deadline) throws ExchangeException {
        PulledResponse response = new PulledResponse();
        OriginConnections connections = connections(request.origin());
        SynchronousConnection connection = begin(connections, request, response, deadline);
        if (!gaveBack(connections, connection)) {
            response.carriedBy(() -> advance(connections, connection));
        }
        return response;
    }

    /// Carries an exchange on until its handler pauses or it is over; then its connection is given back, also if
    /// it failed.
    ///
    /// @return whether it is over
    private boolean advance(OriginConnections connections, SynchronousConnection connection) throws ExchangeException {
        try {
            connection.resume();
        } catch (ExchangeException | RuntimeException | Error e) {
            connection.takeObserver().failed(e);
            connections.giveBack(connection);
            throw e;
        }
        return gaveBack(connections, connection);
    }

    private boolean gaveBack(OriginConnections connections, SynchronousConnection connection) {
        boolean over = connection.over();
        if (over) {
            connection.takeObserver().completed(clock);
            connections.giveBack(connection);
        }
        return over;
    }

    private SynchronousConnection begin(
            OriginConnections connections, HttpRequest request, ResponseHandler handler, Deadline deadline)
            throws ExchangeException {
        long now = clock.nanos();
        long total = Math.min(
                deadline.nanos(),
                Deadline.after(now, Deadline.nanos(config.timeouts().total())));
        Observer observer = ExchangeEvent.observer(request, handler.timings(), now);
        try {
            return beginOrResend(connections, request, handler, now, total, observer);
        } catch (ExchangeException | RuntimeException | Error e) {
            observer.failed(e);
            throw e;
        }
    }

    /// Begins an exchange, once more on a new connection if the server had closed the reused one.
    ///
    /// @return the connection whose exchange is over or has paused
    private SynchronousConnection beginOrResend(
            OriginConnections connections,
            HttpRequest request,
            ResponseHandler handler,
            long now,
            long total,
            Observer observer)
            throws ExchangeException {
        StaleResend resend = StaleResend.FRESH;
        for (long start = now; ; start = clock.nanos()) {
            SynchronousConnection connection = connections.lease(start, total, observer, resend == StaleResend.AGAIN);
            resend = resend.carriedBy(connection.used());
            try {
                connection.begin(request, handler, start, observer);
                return connection;
            } catch (ExchangeException | RuntimeException | Error e) {
                connections.giveBack(connection);
                boolean ended = e instanceof ExchangeFailure failure && StaleResend.endedByServer(failure);
                if (closed || !ended || !resend.allows(request, connection.nothingReceived())) {
                    throw e;
                }
                resend = StaleResend.AGAIN;
            }
        }
    }

    private OriginConnections connections(Origin origin) {
        OriginConnections known = origins.get(origin);
        if (known != null) {
            return known;
        }
        OriginConnections connections = origins.computeIfAbsent(origin, this::connectionsTo);
        if (config.pool().minIdle() > 0) {
            watchdog.notice(clock.nanos()); // not before it is among those that the watchdog looks at
        }
        return connections;
    }

    private OriginConnections connectionsTo(Origin origin) {
        BufferSupply supply = origin.secure() ? recordBuffers : buffers;
        return new OriginConnections(origin, config, clock, watchdog, supply, ledger, executor, tls);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }
}
