package wirebench.conformance;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.cases.WireCase;
import wirebench.contract.RawConnection;
import wirebench.contract.RawPeer;

/// A whole client, to which cases are put over a socket: each by a server of its own, so that no case meets the
/// connections of another.
final class OverSocket implements Peer {
    /// A client behind what all of them have in common. Thread-safe.
    interface Client extends Closeable {
        String name();

        String title();

        /// Carries out an exchange, and fails as the client fails.
        Seen.Whole exchange(String method, String url) throws Exception;
    }

    /// Who has no outcome when nobody had one for so long waits. A busy machine slows all of them down alike.
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final String AGAIN = "again";

    /// Of all clients, since they are asked at the same time.
    private static final AtomicLong LAST_OUTCOME_NANOS = new AtomicLong(System.nanoTime());

    private final Client client;

    OverSocket(Client client) {
        this.client = client;
    }

    @Override
    public String name() {
        return client.name();
    }

    @Override
    public String title() {
        return client.title();
    }

    /// CONNECT is not for callers: clients send it when they are told of a proxy.
    @Override
    public Seen see(WireCase wireCase) throws InterruptedException {
        if (wireCase.method().equals("CONNECT")) {
            return new Seen.NotAsked();
        }
        AtomicBoolean reused = new AtomicBoolean();
        try (RawPeer server = RawPeer.start(connection -> converse(connection, wireCase, reused))) {
            Seen seen = bounded(wireCase.method(), server.url("/case"));
            boolean tellsMore = !wireCase.serverCloses() && !wireCase.leavesConnectionReusable();
            return seen instanceof Seen.Whole whole && tellsMore ? whole.with(next(server, reused)) : seen;
        }
    }

    private Seen.Next next(RawPeer server, AtomicBoolean reused) throws InterruptedException {
        return switch (bounded("GET", server.url("/next"))) {
            case Seen.Whole whole when !whole.body().equals(AGAIN) -> Seen.Next.MIXED_UP;
            case Seen.Whole _ -> reused.get() ? Seen.Next.SAME_CONNECTION : Seen.Next.APART;
            case Seen.Failed _, Seen.Waiting _, Seen.NotAsked _ -> Seen.Next.MIXED_UP;
        };
    }

    private Seen bounded(String method, String url) throws InterruptedException {
        FutureTask<Seen> exchange = new FutureTask<>(() -> client.exchange(method, url));
        LAST_OUTCOME_NANOS.set(System.nanoTime());
        Thread.ofVirtual().start(exchange);
        try {
            return outcome(exchange);
        } catch (ExecutionException e) {
            LAST_OUTCOME_NANOS.set(System.nanoTime());
            return new Seen.Failed(String.valueOf(e.getCause()));
        }
    }

    private Seen outcome(FutureTask<Seen> exchange) throws InterruptedException, ExecutionException {
        while (true) {
            long leftNanos = PATIENCE_NANOS - (System.nanoTime() - LAST_OUTCOME_NANOS.get());
            if (leftNanos <= 0) {
                exchange.cancel(true);
                return new Seen.Waiting();
            }
            try {
                Seen seen = exchange.get(leftNanos, TimeUnit.NANOSECONDS);
                LAST_OUTCOME_NANOS.set(System.nanoTime());
                return seen;
            } catch (TimeoutException e) {
                // Perhaps another exchange has ended meanwhile.
            }
        }
    }

    private static void converse(RawConnection connection, WireCase wireCase, AtomicBoolean reused) throws IOException {
        boolean saidCase = false;
        String request = connection.hear();
        while (!request.isEmpty()) {
            if (request.contains(" /next ")) {
                reused.compareAndSet(false, saidCase);
                connection.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + AGAIN);
            } else {
                saidCase = true;
                say(connection, wireCase);
            }
            request = connection.hear();
        }
    }

    private static void say(RawConnection connection, WireCase wireCase) throws IOException {
        connection.say(wireCase.wire());
        if (wireCase.serverCloses()) {
            connection.finish();
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
