package wirebench.jmh.measure;

import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.StreamedResponse;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.lane.Expectation;
import wirebench.load.lane.SynchronousLane;

/// Begins each exchange on the lane's thread, and has another thread of its own read the body and give the
/// connection back: so a pool that goes by threads is asked by one and given by another. Confined to the lane's
/// thread, but for [#serve].
final class HandedOverLane implements SynchronousLane {
    private final HttpClient client;
    private final HttpRequest request;
    private final Expectation expectation;
    private final SynchronousQueue<StreamedResponse> handed = new SynchronousQueue<>();
    private final SynchronousQueue<Outcome> outcomes = new SynchronousQueue<>();
    private final Thread partner;

    private HandedOverLane(HttpClient client, HttpRequest request, Expectation expectation, ThreadFactory threads) {
        this.client = client;
        this.request = request;
        this.expectation = expectation;
        partner = threads.newThread(this::serve);
        partner.start();
    }

    /// A loop of such lanes.
    ///
    /// @throws IllegalArgumentException if the client has no threads to hand over to
    static ClosedLoop loop(HttpClient client, HttpRequest request, Expectation expectation, int concurrency) {
        ThreadFactory threads = threads(client.model());
        return ClosedLoop.onThreads(
                threads,
                _ -> new HandedOverLane(client, request, expectation, threads),
                concurrency,
                ClientTraffic.PATIENCE);
    }

    private static ThreadFactory threads(ExecutionModel model) {
        return switch (model) {
            case PLATFORM_THREADS -> ClosedLoop.platformThreads();
            case VIRTUAL_THREADS -> ClosedLoop.virtualThreads();
            case EVENT_LOOPS ->
                throw new IllegalArgumentException(
                        "on event loops a connection is given back where it was leased; choose release=same");
        };
    }

    @Override
    public long exchange() throws IOException {
        try {
            handed.put(client.open(request));
            Outcome outcome = outcomes.take();
            if (outcome.failure() != null) {
                throw new IOException(outcome.failure());
            }
            if (!expectation.equals(outcome.seen())) {
                throw new IOException("expected " + expectation + ", but there came " + outcome.seen());
            }
            return expectation.bodyOctets();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        partner.interrupt();
    }

    private void serve() {
        try {
            while (true) {
                outcomes.put(read(handed.take()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the lane is closed
        }
    }

    private static Outcome read(StreamedResponse handedOver) {
        try (StreamedResponse response = handedOver) {
            int octets = response.body().readAllBytes().length;
            return new Outcome(new Expectation(response.status(), octets), null);
        } catch (IOException e) {
            return new Outcome(null, e);
        }
    }

    /// The response that the other thread read, or why there is none.
    ///
    /// @param seen the response; null if there is none
    /// @param failure why there is none; null if there is
    private record Outcome(
            @Nullable Expectation seen, @Nullable IOException failure) {}
}
