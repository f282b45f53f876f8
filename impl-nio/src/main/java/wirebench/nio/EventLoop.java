package wirebench.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.PoolStats;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;

/// One thread that waits for all of its connections at once, and everything that happens on it.
///
/// The methods in the first part may be called by any thread and hand something over; the rest is confined to the
/// loop's thread, as is all that it leads to. Nothing on the loop waits, but for [Selector#select].
final class EventLoop implements HomeLoop, Consumer<SelectionKey> {
    /// Other threads' submissions that are taken before sockets get their turn.
    private static final int SUBMISSIONS_PER_TURN = 256;

    /// How long a moment is, unless sockets are ready before.
    private static final long MOMENT_MILLIS = 1;

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
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final ArrayDeque<Runnable> inAMoment = new ArrayDeque<>();
    private boolean ending;

    private EventLoop(LoopShare share, RandomGenerator chance, Selector selector) {
        this.chance = chance;
        this.selector = selector;
        submissions = new Submissions(selector);
        polling = new Polling(time, share.spinNanos());
        exchanges = new Exchanges(this, share, counters);
        pools = new Pools(this, exchanges, share, counters);
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

    @Override
    public void submit(Submissions.Task task) {
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
                runAll(later);
                runAll(inAMoment);
                expire();
                tend(byTimeAlone);
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
        ConnectionStage stage = (ConnectionStage) Objects.requireNonNull(key.attachment());
        try {
            stage.ready();
        } catch (RuntimeException | Error e) {
            stage.fail(e);
            HandlerErrors.report(e);
        }
    }

    /// Begins an exchange. No handler is told anything before this returns.
    void start(
            HttpRequest request,
            ExchangeHandler handler,
            @Nullable Timings timings,
            @Nullable Throwable startedAt,
            long startNanos,
            long deadlineNanos) {
        Exchange exchange = exchanges.start(request, handler, timings, startedAt, startNanos, deadlineNanos);
        if (exchange != null) {
            pools.to(request.origin()).acquire(exchange);
        }
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

    @Override
    public boolean ending() {
        return ending;
    }

    @Override
    public void later(Runnable task) {
        later.add(task);
    }

    @Override
    public void inAMoment(Runnable task) {
        inAMoment.add(task);
    }

    @Override
    public LoopTime time() {
        return time;
    }

    @Override
    public RandomGenerator chance() {
        return chance;
    }

    @Override
    public Selector selector() {
        return selector;
    }

    /// Waits until a socket is ready, somebody hands something over, or something is due.
    ///
    /// @return how many sockets were ready
    private int select() throws IOException {
        boolean atOnce = ending || !later.isEmpty() || !submissions.isEmpty();
        long millis = atOnce ? 0 : Math.min(time.quietMillis(), inAMoment.isEmpty() ? Long.MAX_VALUE : MOMENT_MILLIS);
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
    private static void runAll(ArrayDeque<Runnable> tasks) {
        for (int left = tasks.size(); left > 0; left--) {
            HandlerErrors.reportFrom(tasks.remove());
        }
    }

    private void expire() {
        if (exchanges.expire()) {
            pools.forgetUnused();
        }
    }

    private void tend(boolean byTimeAlone) {
        if (pools.tend(byTimeAlone)) {
            exchanges.reportLeaks();
        }
    }

    /// Leaves nothing behind: no exchange untold, no channel open.
    private void shutDown() {
        ending = true;
        exchanges.endAll();
        pools.closeIdle();
        closeSelector();
        while (!later.isEmpty()) {
            runAll(later);
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
