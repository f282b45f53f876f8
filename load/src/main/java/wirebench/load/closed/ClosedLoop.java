package wirebench.load.closed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.load.ClientWork;
import wirebench.load.EarlyEnd;
import wirebench.load.Latencies;
import wirebench.load.LoadDriver;
import wirebench.load.LoadException;
import wirebench.load.LoadProgress;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.ProcessCost;
import wirebench.load.Unanswered;
import wirebench.load.lane.AsynchronousLane;
import wirebench.load.lane.ClientLane;
import wirebench.load.lane.Expectation;
import wirebench.load.lane.SynchronousLane;

/// A closed loop: a given number of exchanges is always in flight, and the end of one is the start of the next.
///
/// A closed loop slows down with what it measures, so its latencies leave out the waiting that an arriving request
/// would have had (coordinated omission); its throughput is what the client can do at that concurrency.
///
/// Each client is driven in its native mode: so many platform threads, so many virtual threads, or so many
/// exchanges on its event loops. Threads live as long as the loop and park between runs. The driver itself
/// allocates nothing per exchange and looks at the clock once. Not thread-safe: one run at a time; [#close],
/// [#end] and [#progress] may come from anywhere.
public final class ClosedLoop implements LoadDriver {
    private final Latencies latencies;
    private final Tally.Errors errors = new Tally.Errors();
    private final Patience patience;
    private final Optional<HttpClient> client;
    private final List<Slot> slots = new ArrayList<>();
    private final AtomicLong unanswered = new AtomicLong();
    private volatile @Nullable Batch current;
    private volatile @Nullable String endedBecause;

    private ClosedLoop(int concurrency, Patience patience, Optional<HttpClient> client) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
        this.patience = patience;
        this.client = client;
        latencies = new Latencies(concurrency);
    }

    /// A loop that sends one request over and over, in the client's native mode.
    ///
    /// @param client open; with a smaller pool than there are exchanges in flight, some wait for a connection all
    ///     the time, which is part of their latency. It stays the caller's to close
    /// @param request what to send
    /// @param expectation what every response must look like
    /// @param concurrency exchanges in flight
    /// @param patience when to give up
    /// @return the loop, to be closed before the client
    public static ClosedLoop of(
            HttpClient client, HttpRequest request, Expectation expectation, int concurrency, Patience patience) {
        return of(client, _ -> ClientLane.closed(client, request, expectation), concurrency, patience);
    }

    /// A loop over lanes that know a client's native mode, whichever it is.
    ///
    /// @param <L> the lanes
    /// @param client what the lanes use; it stays the caller's to close
    /// @param lanes makes the lane with each number from 0
    /// @param concurrency lanes, and exchanges in flight
    /// @param patience when to give up
    /// @return the loop, to be closed before the client
    public static <L extends SynchronousLane & AsynchronousLane> ClosedLoop of(
            HttpClient client, IntFunction<L> lanes, int concurrency, Patience patience) {
        return switch (client.model()) {
            case PLATFORM_THREADS, VIRTUAL_THREADS ->
                onThreads(Optional.of(client), threads(client), lanes, concurrency, patience);
            case EVENT_LOOPS -> onEventLoops(Optional.of(client), lanes, concurrency, patience);
        };
    }

    /// A loop on threads of its own over anything that can be repeated.
    ///
    /// @param threads makes them
    /// @param lanes makes the lane with each number from 0
    /// @param concurrency lanes, and exchanges in flight
    /// @param patience when to give up
    /// @return the loop
    public static ClosedLoop onThreads(
            ThreadFactory threads, IntFunction<? extends SynchronousLane> lanes, int concurrency, Patience patience) {
        return onThreads(Optional.empty(), threads, lanes, concurrency, patience);
    }

    private static ClosedLoop onThreads(
            Optional<HttpClient> client,
            ThreadFactory threads,
            IntFunction<? extends SynchronousLane> lanes,
            int concurrency,
            Patience patience) {
        ClosedLoop loop = new ClosedLoop(concurrency, patience, client);
        for (int i = 0; i < concurrency; i++) {
            loop.slots.add(new ThreadSlot(lanes.apply(i), loop.tally(i), threads));
        }
        return loop;
    }

    /// A loop on somebody else's event loops over anything that can be repeated.
    ///
    /// @param lanes makes the lane with each number from 0
    /// @param concurrency lanes, and exchanges in flight
    /// @param patience when to give up
    /// @return the loop
    public static ClosedLoop onEventLoops(
            IntFunction<? extends AsynchronousLane> lanes, int concurrency, Patience patience) {
        return onEventLoops(Optional.empty(), lanes, concurrency, patience);
    }

    private static ClosedLoop onEventLoops(
            Optional<HttpClient> client,
            IntFunction<? extends AsynchronousLane> lanes,
            int concurrency,
            Patience patience) {
        ClosedLoop loop = new ClosedLoop(concurrency, patience, client);
        for (int i = 0; i < concurrency; i++) {
            loop.slots.add(new LoopSlot(lanes.apply(i), loop.tally(i)));
        }
        return loop;
    }

    /// Makes the threads of a loop over a client on platform threads.
    ///
    /// @return daemons
    public static ThreadFactory platformThreads() {
        return Thread.ofPlatform().daemon().name("load-", 0).factory();
    }

    /// Makes the threads of a loop over a client on virtual threads.
    ///
    /// @return the factory
    public static ThreadFactory virtualThreads() {
        return Thread.ofVirtual().name("load-", 0).factory();
    }

    private static ThreadFactory threads(HttpClient client) {
        return client.model() == ExecutionModel.VIRTUAL_THREADS ? virtualThreads() : platformThreads();
    }

    private Tally tally(int slot) {
        return new Tally(latencies.recorder(slot), errors, patience);
    }

    /// Carries out so many exchanges and measures them.
    ///
    /// @param exchanges how many, errors included
    /// @return what was measured, errors and an early end included
    /// @throws InterruptedException if interrupted meanwhile; the loop is of no use then
    public LoadResult run(long exchanges) throws InterruptedException {
        return measured(() -> Batch.of(slots.size(), exchanges));
    }

    @Override
    public LoadResult run(Duration duration) throws InterruptedException {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("a load takes time, not " + duration);
        }
        return measured(() -> Batch.of(slots.size(), duration));
    }

    /// Carries out exactly so many exchanges, each of which must succeed, and measures nothing but what
    /// [#drainLatencies] gives: for a harness that measures by itself.
    ///
    /// @param exchanges how many
    /// @throws LoadException if an exchange failed or nothing moves any more
    /// @throws InterruptedException if interrupted meanwhile; the loop is of no use then
    public void drive(long exchanges) throws LoadException, InterruptedException {
        long before = exchanges();
        Batch batch = Batch.of(slots.size(), exchanges);
        Unanswered _ = carryOut(batch);
        String reason = reason(batch.early());
        if (reason == null && exchanges() - before != exchanges) {
            reason = exchanges() - before + " of " + exchanges + " exchanges succeeded, errors: " + errors.snapshot();
        }
        if (reason != null) {
            throw new LoadException(reason);
        }
    }

    /// Adds the latencies of all exchanges since the last call or run to a histogram. Call it between runs.
    ///
    /// @param all made by [#histogram]
    public void drainLatencies(Histogram all) {
        latencies.drainInto(all);
    }

    /// A histogram for [#drainLatencies]: nanoseconds with three digits, however many.
    ///
    /// @return an empty one
    public static Histogram histogram() {
        return Latencies.histogram();
    }

    @Override
    public long exchanges() {
        long sum = 0;
        for (Slot slot : slots) {
            sum += slot.tally().exchanges();
        }
        return sum;
    }

    @Override
    public void end(String reason) {
        endedBecause = reason;
        Batch running = current;
        if (running != null) {
            running.giveUp(reason);
        }
    }

    @Override
    public LoadProgress progress() {
        Batch running = current;
        return new LoadProgress(
                running == null ? 0 : running.running(),
                running == null ? 0 : longestWaitNanos(),
                exchanges(),
                errors.snapshot(),
                statuses(),
                unanswered.get(),
                latencies.all());
    }

    private long longestWaitNanos() {
        long nowNanos = System.nanoTime();
        return slots.stream()
                .map(slot -> slot.tally().waitingSince())
                .flatMapToLong(OptionalLong::stream)
                .map(beganNanos -> Math.max(0, nowNanos - beganNanos))
                .max()
                .orElse(0);
    }

    private SortedMap<Integer, Long> statuses() {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        slots.forEach(slot -> slot.tally().statuses().addTo(sums));
        return sums;
    }

    /// Ends the threads of the loop, also out of an exchange. Exchanges on event loops end with their client.
    @Override
    public void close() {
        slots.forEach(Slot::close);
    }

    private LoadResult measured(Supplier<Batch> batches) throws InterruptedException {
        Histogram histogram = histogram();
        latencies.drainInto(histogram);
        histogram.reset();
        SortedMap<String, Long> errorsBefore = errors.snapshot();
        SortedMap<Integer, Long> statusesBefore = statuses();
        long exchangesBefore = exchanges();
        long octetsBefore = bodyOctets();
        Optional<ClientWork> workBefore = client.map(ClientWork::of);
        ProcessCost costBefore = ProcessCost.before();
        long startNanos = System.nanoTime();
        Batch batch = batches.get();
        Unanswered left = carryOut(batch);
        long elapsedNanos = elapsedNanos(startNanos, batch.early());
        ProcessCost cost = ProcessCost.after();
        long exchanges = exchanges() - exchangesBefore;
        latencies.drainInto(histogram);
        return new LoadResult(
                exchanges,
                Tally.Errors.difference(errors.snapshot(), errorsBefore),
                Tally.Errors.difference(statuses(), statusesBefore),
                elapsedNanos,
                bodyOctets() - octetsBefore,
                histogram,
                left,
                cost.allocatedSince(costBefore, exchanges),
                cost.userMicrosSince(costBefore, exchanges),
                cost.systemMicrosSince(costBefore, exchanges),
                client.map(user -> ClientWork.of(user).since(workBefore.orElseThrow())),
                Optional.ofNullable(reason(batch.early())),
                cost.workSince(costBefore));
    }

    private static @Nullable String reason(@Nullable EarlyEnd early) {
        return early == null ? null : early.reason();
    }

    /// What was waited for in vain after an early end is no time of the load.
    private long elapsedNanos(long startNanos, @Nullable EarlyEnd early) {
        long nowNanos = System.nanoTime();
        if (early == null) {
            return nowNanos - startNanos;
        }
        long lastEndNanos = startNanos;
        for (Slot slot : slots) {
            lastEndNanos = startNanos
                    + Math.max(lastEndNanos - startNanos, slot.tally().lastEndNanos() - startNanos);
        }
        return early.elapsedNanos(startNanos, lastEndNanos);
    }

    /// Carries a batch out, and tells what has no outcome.
    private Unanswered carryOut(Batch batch) throws InterruptedException {
        current = batch;
        String reason = endedBecause; // read after `current` is written: whoever ends the loop sees one or the other
        if (reason != null) {
            batch.giveUp(reason);
        }
        slots.forEach(slot -> slot.begin(batch));
        Unanswered left = batch.await(patience) ? Unanswered.NONE : cut(batch);
        current = null;
        unanswered.addAndGet(left.count());
        return left;
    }

    private Unanswered cut(Batch batch) {
        Histogram waits = histogram();
        for (Slot slot : slots) {
            slot.tally()
                    .cut(batch)
                    .ifPresent(beganNanos -> waits.recordValue(Math.max(0, System.nanoTime() - beganNanos)));
        }
        return new Unanswered(waits, 0);
    }

    private long bodyOctets() {
        return slots.stream().mapToLong(slot -> slot.tally().bodyOctets()).sum();
    }
}
