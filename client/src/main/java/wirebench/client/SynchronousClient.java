package wirebench.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A client on threads: whoever wants an exchange leases a connection, carries it out on its own thread, and gives
/// the connection back.
///
/// Both threaded implementations are this class with other [ExchangeThreads]. Thread-safe.
public final class SynchronousClient implements HttpClient {
    private final String name;
    private final ClientConfig config;
    private final ExchangeThreads threads;
    private final NanoClock clock = NanoClock.SYSTEM;
    private final Map<Origin, ConnectionPool<SynchronousConnection>> pools = new ConcurrentHashMap<>();
    private final Set<SynchronousConnection> connections = ConcurrentHashMap.newKeySet();
    private final Watchdog watchdog;
    private final StartedExchanges started;
    private final CallLedger ledger = new CallLedger();
    private final BufferSupply buffers;
    private final Pauses pauses = new Pauses(clock);
    private volatile boolean closed;

    private SynchronousClient(String name, ClientConfig config, ExchangeThreads threads) {
        this.name = name;
        this.config = config;
        this.threads = threads;
        buffers = BufferSupply.of(config);
        watchdog = new Watchdog(name, connections, clock);
        started = new StartedExchanges(this::carryOut, threads.open());
    }

    /// Opens a client.
    ///
    /// @param name the name of the implementation
    /// @param config what it is told
    /// @param threads where exchanges are carried out
    /// @return the client, to be closed by the caller
    public static SynchronousClient open(String name, ClientConfig config, ExchangeThreads threads) {
        return new SynchronousClient(name, config, threads);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ExecutionModel model() {
        return threads.model();
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
        return pools.values().stream().map(ConnectionPool::stats).reduce(PoolStats.none(), PoolStats::plus);
    }

    @Override
    public SocketCalls calls() {
        return ledger.calls();
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(pool -> pool.shut().forEach(connection -> dispose(pool, connection)));
        connections.forEach(SynchronousConnection::closeByClient);
        pauses.resumeAll();
        started.close();
        watchdog.close();
    }

    private void carryOut(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException {
        Timings timings = handler.timings();
        ConnectionPool<SynchronousConnection> pool = pool(request.origin());
        SynchronousConnection connection = begin(pool, request, handler, deadline, timings);
        boolean over = gaveBack(pool, connection);
        while (!over) {
            pauses.await(handler, connection);
            over = goOn(pool, connection);
        }
        if (timings != null) {
            timings.ended(clock.nanos());
        }
    }

    private StreamedResponse pull(HttpRequest request, Deadline deadline) throws ExchangeException {
        PulledResponse response = new PulledResponse();
        ConnectionPool<SynchronousConnection> pool = pool(request.origin());
        SynchronousConnection connection = begin(pool, request, response, deadline, null);
        if (!gaveBack(pool, connection)) {
            response.carriedBy(() -> goOn(pool, connection));
        }
        return response;
    }

    /// Carries an exchange on until its handler pauses or it is over; then its connection is given back, also if it
    /// failed.
    ///
    /// @return whether it is over
    private boolean goOn(ConnectionPool<SynchronousConnection> pool, SynchronousConnection connection)
            throws ExchangeException {
        boolean carriedOn = false;
        try {
            connection.goOn();
            carriedOn = true;
        } finally {
            if (!carriedOn) {
                giveBack(pool, connection);
            }
        }
        return gaveBack(pool, connection);
    }

    private boolean gaveBack(ConnectionPool<SynchronousConnection> pool, SynchronousConnection connection) {
        boolean over = connection.over();
        if (over) {
            giveBack(pool, connection);
        }
        return over;
    }

    /// Begins an exchange, once more on a new connection if the server had closed the reused one.
    ///
    /// @return the connection whose exchange is over or has paused
    private SynchronousConnection begin(
            ConnectionPool<SynchronousConnection> pool,
            HttpRequest request,
            ResponseHandler handler,
            Deadline deadline,
            @Nullable Timings timings)
            throws ExchangeException {
        long now = clock.nanos();
        if (timings != null) {
            timings.begin(now);
        }
        long total = Math.min(
                deadline.nanos(), Deadline.after(now, config.timeouts().total().toNanos()));
        SynchronousConnection connection = acquire(pool, request.origin(), now, total, timings, false);
        boolean reused = connection.used();
        try {
            begin(pool, connection, request, handler, now, total, timings);
            return connection;
        } catch (ExchangeFailure e) {
            boolean stale = reused && connection.nothingReceived() && endedByPeer(e);
            if (!stale || !request.repeatable() || closed) {
                throw e;
            }
        }
        long again = clock.nanos();
        SynchronousConnection fresh = acquire(pool, request.origin(), again, total, timings, true);
        begin(pool, fresh, request, handler, again, total, timings);
        return fresh;
    }

    private void begin(
            ConnectionPool<SynchronousConnection> pool,
            SynchronousConnection connection,
            HttpRequest request,
            ResponseHandler handler,
            long now,
            long total,
            @Nullable Timings timings)
            throws ExchangeException {
        boolean begun = false;
        try {
            connection.begin(request, handler, now, total, timings);
            begun = true;
        } finally {
            if (!begun) {
                giveBack(pool, connection);
            }
        }
    }

    private static boolean endedByPeer(ExchangeFailure e) {
        return switch (e.failureKind()) {
            case TRANSPORT, TRUNCATED -> true;
            case CONNECT, TIMEOUT, LIMIT, CANCELLED -> false;
        };
    }

    private SynchronousConnection acquire(
            ConnectionPool<SynchronousConnection> pool,
            Origin origin,
            long now,
            long total,
            @Nullable Timings timings,
            boolean fresh)
            throws ExchangeException {
        long acquire = Deadline.after(now, config.timeouts().acquire().toNanos());
        Phase phase = total <= acquire ? Phase.TOTAL : Phase.ACQUIRE;
        SynchronousConnection connection = pool.lease(Math.min(acquire, total), phase);
        if (connection != null && (fresh || !connection.usable(now))) {
            // The lease stays ours: what the others find idle is no better.
            dispose(pool, connection);
            connection = null;
        }
        if (timings != null) {
            timings.acquired(clock.nanos(), connection != null);
        }
        return connection != null ? connection : openLeased(pool, origin, total, timings);
    }

    private SynchronousConnection openLeased(
            ConnectionPool<SynchronousConnection> pool, Origin origin, long total, @Nullable Timings timings)
            throws ExchangeException {
        boolean opened = false;
        try {
            SynchronousConnection connection = open(pool, origin, total);
            if (timings != null) {
                timings.connected(clock.nanos());
            }
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                pool.discard();
            }
        }
    }

    /// Connects to the first address that answers, all within one timeout.
    private SynchronousConnection open(ConnectionPool<SynchronousConnection> pool, Origin origin, long total)
            throws ExchangeException {
        long deadline =
                Deadline.after(clock.nanos(), config.timeouts().connect().toNanos());
        ExchangeException last = null;
        for (InetAddress address : resolve(origin)) {
            SynchronousConnection connection = register(pool, origin);
            try {
                connection.connect(new InetSocketAddress(address, origin.port()), deadline, total);
                return connection;
            } catch (ExchangeException e) {
                dispose(pool, connection);
                last = e;
                if (!e.kind().equals(FailureKind.CONNECT.label())) {
                    break;
                }
            }
        }
        throw last != null ? last : connecting(origin).unresolved(null);
    }

    private static InetAddress[] resolve(Origin origin) throws ExchangeException {
        try {
            return InetAddress.getAllByName(origin.host());
        } catch (UnknownHostException e) {
            throw connecting(origin).unresolved(e);
        }
    }

    private static Circumstances connecting(Origin origin) {
        return new Circumstances(origin, Phase.CONNECT, false);
    }

    private SynchronousConnection register(ConnectionPool<SynchronousConnection> pool, Origin origin)
            throws ExchangeException {
        try {
            SynchronousConnection connection = new SynchronousConnection(origin, config, clock, watchdog, buffers, ledger);
            connections.add(connection);
            pool.opened();
            if (closed) {
                connection.closeByClient();
            }
            return connection;
        } catch (IOException e) {
            throw connecting(origin).notConnected(e);
        }
    }

    private void giveBack(ConnectionPool<SynchronousConnection> pool, SynchronousConnection connection) {
        if (connection.reusable()) {
            connection.idle(clock.nanos());
            if (pool.release(connection)) {
                return;
            }
        }
        dispose(pool, connection);
        pool.discard();
    }

    private void dispose(ConnectionPool<SynchronousConnection> pool, SynchronousConnection connection) {
        connections.remove(connection);
        connection.close();
        pool.closed(CloseReason.FAILED);
    }

    private ConnectionPool<SynchronousConnection> pool(Origin origin) throws ExchangeException {
        ConnectionPool<SynchronousConnection> pool = pools.get(origin);
        return pool != null ? pool : pools.computeIfAbsent(origin, to -> new ConnectionPool<>(to, config, clock));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }
}
