package wirebench.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.PoolStats;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;

/// One thread that waits for all of its connections at once, and everything that happens on it.
///
/// The methods in the first part may be called by any thread and hand something over; the rest is confined to the
/// loop's thread, as is all that it leads to. Nothing on the loop waits, but for [Selector#select].
final class EventLoop implements Consumer<SelectionKey> {
    /// Other threads' submissions that are taken before sockets get their turn.
    private static final int SUBMISSIONS_PER_TURN = 256;

    /// How long a request body that had nothing to send is left alone, unless sockets are ready before.
    private static final long ASK_AGAIN_MILLIS = 1;

    private final Selector selector;
    private final LoopThread thread;
    private final LoopCounters counters = new LoopCounters();
    private final Submissions submissions;

    // What follows is confined to the loop's thread.
    private final LoopTime time = new LoopTime(NanoClock.SYSTEM);
    private final Polling polling;
    private final Exchanges exchanges;
    private final Pools pools;
    private final RandomGenerator chance;
    private final WirePool buffers;
    private final WirePool recordBuffers;
    private final ByteBuffer probe = ByteBuffer.allocateDirect(1);
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final List<Outbox> starved = new ArrayList<>();
    private boolean ending;

    private EventLoop(LoopShare share, RandomGenerator chance, Selector selector) {
        this.chance = chance;
        this.selector = selector;
        submissions = new Submissions(selector);
        buffers = new WirePool(share, share.supply());
        recordBuffers = new WirePool(share, share.recordBuffers());
        polling = new Polling(time, share.spinNanos());
        exchanges = new Exchanges(this, share, counters);
        pools = new Pools(this, share, counters);
        thread = new LoopThread(this, "wirebench-nio-" + share.index());
    }

    static EventLoop open(LoopShare share, RandomGenerator chance) throws IOException {
        return new EventLoop(share, chance, Selector.open());
    }

    void begin() {
        thread.start();
    }

    /// Ends a loop that has not begun.
    void discard() {
        closeSelector();
    }

    /// Hands over the start of an exchange.
    void submitStart(
            HttpRequest request,
            ExchangeHandler handler,
            @Nullable Timings timings,
            @Nullable Throwable startedAt,
            long deadlineNanos) {
        submit(new StartTask(this, request, handler, timings, startedAt, time.exact(), deadlineNanos));
    }

    /// Hands over something to do, unless the loop has ended.
    void submit(Submissions.Task task) {
        submissions.add(task);
    }

    /// Waits for the end of the loop's thread, even when interrupted: it has been told to end.
    ///
    /// @return whether the calling thread was interrupted meanwhile
    boolean join(long untilNanos) {
        boolean interrupted = false;
        long left = untilNanos - time.exact();
        while (left > 0 && thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join(1 + left / 1_000_000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = untilNanos - time.exact();
        }
        return interrupted;
    }

    PoolStats stats() {
        return counters.stats();
    }

    // What follows is confined to the loop's thread.

    void run() {
        try {
            while (!ending) {
                boolean byTimeAlone = select() == 0 && submissions.isEmpty() && later.isEmpty();
                if (!byTimeAlone) {
                    polling.restart();
                }
                runSubmissions();
                runLater();
                askAgain();
                exchanges.expire();
                pools.look(byTimeAlone);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an event loop cannot go on", e);
        } finally {
            shutDown();
        }
    }

    /// Goes on with a connection whose socket is ready.
    @Override
    public void accept(SelectionKey key) {
        ConnectionStage carrier = (ConnectionStage) Objects.requireNonNull(key.attachment());
        try {
            carrier.ready();
        } catch (RuntimeException | Error e) {
            carrier.fail(e);
            HandlerErrors.report(e);
        }
    }

    /// Begins an exchange. No handler is told anything before this returns.
    void start(
            HttpRequest request,
            ExchangeHandler handler,
            @Nullable Timings timings,
            @Nullable Throwable startedAt,
            long deadlineNanos) {
        long startNanos = timings == null ? time.now() : time.exact();
        if (ending) {
            throw new IllegalStateException("the event loop has ended");
        }
        exchanges.start(request, handler, timings, startedAt, startNanos, deadlineNanos);
    }

    /// Asks a handler anew what it wants, but not within the present call.
    void resume(ResponseHandler handler) {
        later(() -> exchanges.resume(handler));
    }

    /// Cancels the exchange of a handler.
    ///
    /// @return false if this loop has none that has not ended
    boolean cancel(ExchangeHandler handler) {
        return exchanges.cancel(handler);
    }

    /// Makes this turn the last.
    void end() {
        ending = true;
    }

    boolean ending() {
        return ending;
    }

    /// Does something in this turn, or in the next if this one is almost over, but not within the present call.
    void later(Runnable task) {
        later.add(task);
    }

    /// Asks a request body in a moment whether it has something to send by then.
    void askAgain(Outbox outbox) {
        starved.add(outbox);
    }

    LoopTime time() {
        return time;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    Pools pools() {
        return pools;
    }

    /// Draws the lifetimes of connections.
    RandomGenerator chance() {
        return chance;
    }

    /// What connections to an origin use in turn.
    WirePool buffers(Origin origin) {
        return origin.secure() ? recordBuffers : buffers;
    }

    /// Room for one octet, to find out whether there is one.
    ByteBuffer probe() {
        return probe;
    }

    Selector selector() {
        return selector;
    }

    static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nobody can do anything about it.
        }
    }

    /// Waits until a socket is ready, somebody hands something over, or something is due.
    ///
    /// @return how many sockets were ready
    private int select() throws IOException {
        boolean atOnce = ending || !later.isEmpty() || !submissions.isEmpty();
        long millis = atOnce ? 0 : Math.min(time.quietMillis(), starved.isEmpty() ? Long.MAX_VALUE : ASK_AGAIN_MILLIS);
        time.pass();
        boolean _ = Thread.interrupted(); // left behind by a handler, it would keep select from waiting ever again
        if (millis == 0 || polling.goesOn()) {
            return selector.selectNow(this);
        }
        return millis == Long.MAX_VALUE ? selector.select(this) : selector.select(this, millis);
    }

    private void runSubmissions() {
        if (!submissions.isEmpty()) {
            time.pass(); // those who submitted have read the clock since
            submissions.run(SUBMISSIONS_PER_TURN);
        }
    }

    /// What a task adds is left for the next turn, so that a handler who starts again at each failure starves
    /// nobody.
    private void runLater() {
        for (int left = later.size(); left > 0; left--) {
            HandlerErrors.reportFrom(later.remove());
        }
    }

    private void askAgain() {
        for (int left = starved.size(); left > 0; left--) {
            starved.removeFirst().goOn();
        }
    }

    /// Leaves nothing behind: no exchange untold, no channel open.
    private void shutDown() {
        ending = true;
        exchanges.endAll();
        closeSelector();
        while (!later.isEmpty()) {
            runLater();
        }
        submissions.end();
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            HandlerErrors.report(e);
        }
    }
}
