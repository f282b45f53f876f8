package wirebench.load.open;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.load.Latencies;
import wirebench.load.LoadDriver;
import wirebench.load.LoadProgress;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.Unanswered;
import wirebench.load.lane.ClientLane;
import wirebench.load.lane.Expectation;
import wirebench.load.lane.OpenLane;

/// An open loop: exchanges start when a model of arrivals says so, whatever becomes of those before, as requests of
/// people do who know nothing of each other.
///
/// The response time counts from the intended start, also if that lies in the past, and the schedule is never set
/// back after a stall: so a stall is told by every exchange that it would have held up (no coordinated omission).
///
/// Each client is driven in its native mode: a new virtual thread for each arrival, a bounded pool of platform
/// threads with its queue, or the event loops' own start. The thread that calls [#run] is the pacer: it parks
/// until shortly before an intended start and spins then. The driver allocates nothing per exchange but the
/// virtual threads. Not thread-safe: one run at a time; [#close], [#end] and [#progress] may come from anywhere.
public final class OpenLoop implements LoadDriver {
    /// How many exchanges may be under way, or in the queue for a thread: those that arrive beyond are not sent,
    /// which makes a run invalid, since memory would not last for a client that falls behind.
    public static final int MOST_PENDING = 16_384;

    private final HttpClient client;
    private final Arrivals arrivals;
    private final IntFunction<? extends OpenLane> lanes;
    private final int bound;
    private final Patience patience;
    private final Handover handover;
    private final OpenTally tally = new OpenTally();
    private final FreeSlots free = new FreeSlots();
    private final Queue<OpenSlot> slots = new ConcurrentLinkedQueue<>(); // all of them
    private final AtomicLong unanswered = new AtomicLong();
    private int opened; // lanes so far; confined to the pacer
    private volatile @Nullable OpenRun current;
    private volatile @Nullable String endedBecause;

    private OpenLoop(
            HttpClient client,
            Arrivals arrivals,
            IntFunction<? extends OpenLane> lanes,
            int bound,
            Patience patience,
            Handover handover) {
        this.client = client;
        this.arrivals = arrivals;
        this.lanes = lanes;
        this.bound = bound;
        this.patience = patience;
        this.handover = handover;
    }

    /// A loop over lanes, in the client's native mode.
    ///
    /// @param client what the lanes use; it stays the caller's to close
    /// @param arrivals when exchanges start
    /// @param lanes makes the lane with each number from 0, by need: on the thread that calls [#run]
    /// @param threads of the pool, for a client on platform threads; others have as many exchanges in flight as
    ///     arrive
    /// @param bound how many exchanges may be under way or in the queue, mostly [#MOST_PENDING]
    /// @param patience when to give up
    /// @return the loop, to be closed before the client
    public static OpenLoop of(
            HttpClient client,
            Arrivals arrivals,
            IntFunction<? extends OpenLane> lanes,
            int threads,
            int bound,
            Patience patience) {
        if (threads < 1 || bound < 1) {
            throw new IllegalArgumentException(
                    "threads and bound must be at least 1, not " + threads + " and " + bound);
        }
        Handover handover = switch (client.model()) {
            case PLATFORM_THREADS -> new Handover.ToPool(new ThreadPool(threads, bound));
            case VIRTUAL_THREADS ->
                new Handover.ToVirtualThreads(Thread.ofVirtual().factory());
            case EVENT_LOOPS -> new Handover.ToEventLoops();
        };
        return new OpenLoop(client, arrivals, lanes, bound, patience, handover);
    }

    /// A loop that sends the same request again and again and expects the same response, in the client's native mode.
    ///
    /// @param client sends it; it stays the caller's to close
    /// @param request to be sent
    /// @param expectation what every response must look like
    /// @param arrivals when exchanges start
    /// @param threads of the pool, for a client on platform threads
    /// @param patience when to give up
    /// @return the loop, to be closed before the client
    public static OpenLoop of(
            HttpClient client,
            HttpRequest request,
            Expectation expectation,
            Arrivals arrivals,
            int threads,
            Patience patience) {
        IntFunction<OpenLane> lanes = _ -> ClientLane.open(client, request, expectation);
        return of(client, arrivals, lanes, threads, MOST_PENDING, patience);
    }

    @Override
    public LoadResult run(Duration duration) throws InterruptedException {
        return measure(duration).load();
    }

    /// Carries out the arrivals of a time and measures them; those in flight at its end are waited for as
    /// [LoadDriver#run] tells. Every run begins with the first arrival of the model.
    ///
    /// @param duration of the schedule, positive
    /// @return what was measured, errors and an early end included
    /// @throws InterruptedException if interrupted meanwhile; the loop is of no use then
    public OpenResult measure(Duration duration) throws InterruptedException {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("a load takes time, not " + duration);
        }
        OpenWindow window = begin(arrivals);
        long windowNanos = Deadline.nanos(duration);
        window.carryOutUntil(windowNanos);
        return window.end(windowNanos);
    }

    /// Begins a run whose arrivals the caller carries out bit by bit. One at a time; the calling thread is the pacer.
    ///
    /// @param model of this run's arrivals
    /// @return the run, whose schedule has begun
    public OpenWindow begin(Arrivals model) {
        OpenWindow window = new OpenWindow(this, client, model, tally, patience);
        current = window.run();
        String reason = endedBecause; // read after `current` is written: whoever ends the loop sees one or the other
        if (reason != null) {
            window.run().giveUp(reason);
        }
        return window;
    }

    void arrive(OpenRun run, long intendedNanos, long nowNanos) {
        run.requireProgress(nowNanos);
        if (run.admit(intendedNanos, nowNanos, bound)) {
            OpenSlot slot = free.take();
            if (slot == null) {
                slot = new OpenSlot(opened, lanes.apply(opened), tally, free, run);
                slots.add(slot);
                opened++;
            }
            slot.intend(run, intendedNanos);
            handover.accept(slot, nowNanos);
        }
    }

    /// Waits for what is under way in a run, which counts nothing any more then.
    void drain(OpenRun run) throws InterruptedException {
        run.drain(handover::dropUnbegun);
        run.close();
        current = null;
    }

    /// What has no outcome, of a run that was closed and whose counts were taken.
    Unanswered unanswered(OpenRun run) {
        long nowNanos = System.nanoTime();
        Unanswered left = new Unanswered(Latencies.histogram(), run.notBegun());
        slots.forEach(slot -> slot.cut(left.waitNanos(), nowNanos));
        unanswered.addAndGet(left.count());
        return left;
    }

    @Override
    public long exchanges() {
        return tally.exchanges();
    }

    @Override
    public void end(String reason) {
        endedBecause = reason;
        OpenRun running = current;
        if (running != null) {
            running.giveUp(reason);
        }
    }

    @Override
    public LoadProgress progress() {
        OpenRun running = current;
        OpenTimes.Moment now = tally.now();
        return new LoadProgress(
                running == null ? 0 : (int) running.pending(),
                running == null ? 0 : longestWaitNanos(),
                now.exchanges(),
                tally.errors().snapshot(),
                now.statuses(),
                unanswered.get(),
                now.response());
    }

    private long longestWaitNanos() {
        long nowNanos = System.nanoTime();
        return slots.stream().mapToLong(slot -> slot.waitNanos(nowNanos)).max().orElse(0);
    }

    /// Ends the threads of the pool, also out of an exchange. Exchanges on virtual threads and on event loops end
    /// with their client.
    @Override
    public void close() {
        handover.close();
    }
}
