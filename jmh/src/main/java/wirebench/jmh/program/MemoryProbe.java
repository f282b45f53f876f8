package wirebench.jmh.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wirebench.client.ClientProvider;
import wirebench.client.ExchangeHandler;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.load.closed.ClosedLoop;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// The JVM of one cell of [Memory]: reads its memory, opens the connections, reads it again, and prints both.
///
/// Each exchange is carried out in the client's native mode by the least that can: a thread, or a handler on the
/// event loop. While connections are busy these are in the figures, because there is no exchange without them.
final class MemoryProbe {
    /// What stands before the two readings in the output.
    static final String MARK = "memory";

    private static final int WARM_UP = 8;
    private static final int ATTEMPTS = 5;
    private static final int LEAST_DELAY_MILLIS = 250;
    private static final int BUSY_DELAY_MILLIS = 300_000;
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration LONGER_THAN_ANY = Duration.ofMinutes(10);

    private final MemoryCell cell;
    private final String url;

    private MemoryProbe(MemoryCell cell, String url) {
        this.cell = cell;
        this.url = url;
    }

    /// Measures and ends the JVM.
    ///
    /// @param arguments the server's URL and the words of a cell
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        new MemoryProbe(MemoryCell.of(words.subList(1, words.size())), words.getFirst()).measure();
        System.exit(0); // also out of exchanges that still wait for their answer
    }

    private void measure() throws IOException, InterruptedException {
        try (HttpClient warm = open(WARM_UP)) {
            openAll(warm, WARM_UP);
        }
        try (HttpClient client = open(cell.connections())) {
            MemoryReading before = MemoryReading.now();
            switch (cell.state()) {
                case IDLE -> openAll(client, cell.connections());
                case BUSY -> keepBusy(client);
            }
            MemoryReading after = MemoryReading.now();
            List<String> line = new ArrayList<>(List.of(MARK));
            line.addAll(before.words());
            line.addAll(after.words());
            System.out.println(String.join(" ", line));
        }
    }

    private HttpClient open(int connections) {
        return ClientProvider.named(cell.client())
                .open(ClientConfig.DEFAULT
                        .withMaxConnections(connections)
                        .withIdleTimeout(LONGER_THAN_ANY)
                        .withBuffers(buffers -> buffers.withStrategy(cell.buffers()))
                        .withTimeouts(Timeouts.DEFAULT.withHead(LONGER_THAN_ANY).withConnect(MOST)));
    }

    /// One exchange on each connection, all of them under way at one time; the threads are gone afterwards.
    ///
    /// If the answers to the first come before the last have begun, their connections are used again and there are
    /// too few; then the answers must take longer.
    private void openAll(HttpClient client, int connections) throws InterruptedException {
        int delayMillis = Math.max(LEAST_DELAY_MILLIS, connections / 2);
        for (int i = 0; i < ATTEMPTS && client.pool().idle() < connections; i++) {
            Exchanges exchanges = new Exchanges(connections);
            exchanges.begin(client, HttpRequest.get(url + "/delay/" + delayMillis));
            exchanges.awaitEnd();
            await(() -> client.pool().leased() == 0, "connections are given back");
            delayMillis *= 2;
        }
        if (client.pool().idle() != connections) {
            throw new IllegalStateException(
                    "there are " + client.pool().idle() + " idle connections instead of " + connections);
        }
    }

    private void keepBusy(HttpClient client) throws InterruptedException {
        long writes = client.calls().writes();
        Exchanges exchanges = new Exchanges(cell.connections());
        exchanges.begin(client, HttpRequest.get(url + "/delay/" + BUSY_DELAY_MILLIS));
        await(() -> exchanges.failed() || allSent(client, writes), "all requests are sent");
        exchanges.requireNoFailure();
    }

    private boolean allSent(HttpClient client, long writesBefore) {
        return client.pool().leased() == cell.connections()
                && client.calls().writes() - writesBefore >= cell.connections();
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > MOST.toNanos()) {
                throw new IllegalStateException("not within " + MOST.toSeconds() + " s: " + what);
            }
            Thread.sleep(10);
        }
    }

    /// Exchanges that are begun together. Thread-safe.
    private static final class Exchanges {
        private final int count;
        private final CountDownLatch left;
        private volatile @Nullable Throwable failure;

        Exchanges(int count) {
            this.count = count;
            left = new CountDownLatch(count);
        }

        void begin(HttpClient client, HttpRequest request) {
            boolean onLoops = client.model() == ExecutionModel.EVENT_LOOPS;
            ThreadFactory threads = client.model() == ExecutionModel.VIRTUAL_THREADS
                    ? ClosedLoop.virtualThreads()
                    : ClosedLoop.platformThreads();
            for (int i = 0; i < count; i++) {
                Outcome outcome = new Outcome(this);
                if (onLoops) {
                    client.start(request, outcome);
                } else {
                    threads.newThread(() -> carryOut(client, request, outcome)).start();
                }
            }
        }

        private static void carryOut(HttpClient client, HttpRequest request, Outcome outcome) {
            try {
                client.exchange(request, outcome);
                outcome.completed();
            } catch (IOException | RuntimeException e) {
                outcome.failed(e);
            }
        }

        boolean failed() {
            return failure != null;
        }

        void awaitEnd() throws InterruptedException {
            if (!left.await(MOST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("exchanges did not end within " + MOST.toSeconds() + " s");
            }
            requireNoFailure();
        }

        void requireNoFailure() {
            if (failure != null) {
                throw new IllegalStateException("an exchange failed: " + failure, failure);
            }
        }
    }

    /// The outcome of one exchange, and the handler of its response, of which it keeps nothing.
    private record Outcome(Exchanges exchanges) implements ExchangeHandler {
        @Override
        public void head(ResponseHead head) {}

        @Override
        public void body(ByteBuffer slice) {}

        @Override
        public void end(FieldSection trailers) {}

        @Override
        public void completed() {
            exchanges.left.countDown();
        }

        @Override
        public void failed(Throwable why) {
            exchanges.failure = why;
            exchanges.left.countDown();
        }
    }
}
