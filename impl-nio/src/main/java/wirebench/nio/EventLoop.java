package wirebench.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.PoolStats;
import wirebench.client.Timings;
import wirebench.client.WireExchange;

/// One thread that waits for all of its connections at once, and everything that happens on it.
///
/// The methods in the first part may be called by any thread and hand something over; the rest is confined to the
/// loop's thread, as is all that it leads to. Nothing on the loop waits, but for [Selector#select].
final class EventLoop implements Consumer<SelectionKey> {
    /// Other threads' submissions that are taken before sockets get their turn.
    private static final int SUBMISSIONS_PER_TURN = 256;

    /// How long a request body that had nothing to send is left alone, unless sockets are ready before.
    private static final long ASK_AGAIN_MILLIS = 1;

    private final LoopShare share;
    private final Selector selector;
    private final LoopThread thread;
    private final LoopCounters counters = new LoopCounters();
    private final Submissions submissions;

    // What follows is confined to the loop's thread.
    private final ActiveExchanges active = new ActiveExchanges();
    private final Map<Origin, LoopPool> pools = new HashMap<>();
    private @Nullable LoopPool lastPool;
    private final ArrayDeque<WireExchange> spareWires = new ArrayDeque<>();
    private final ByteBuffer probe = ByteBuffer.allocateDirect(1);
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final List<NioConnection> starved = new ArrayList<>();
    private final LoopTime time = new LoopTime(NanoClock.SYSTEM);
    private boolean ending;

    private EventLoop(LoopShare share, Selector selector) {
        this.share = share;
        this.selector = selector;
        submissions = new Submissions(selector);
        thread = new LoopThread(this, "wirebench-nio-" + share.index());
    }

    static EventLoop open(LoopShare share) throws IOException {
        return new EventLoop(share, Selector.open());
    }

    void begin() {
        thread.start();
    }

    /// Ends a loop that has not begun.
    void discard() {
        closeSelector();
    }

    /// Hands over the start of an exchange.
    void submitStart(HttpRequest request, ExchangeHandler handler, @Nullable Timings timings, long deadlineNanos) {
        submit(new Start(this, request, handler, timings, time.exact(), deadlineNanos));
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
                select();
                runSubmissions();
                runLater();
                askAgain();
                expire();
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
        Carrier carrier = (Carrier) Objects.requireNonNull(key.attachment());
        try {
            carrier.ready();
        } catch (RuntimeException | Error e) {
            carrier.fail(e);
            Mistakes.report(e);
        }
    }

    /// Begins an exchange. No handler is told anything before this returns.
    void start(HttpRequest request, ExchangeHandler handler, @Nullable Timings timings, long deadlineNanos) {
        long startNanos = timings == null ? time.now() : time.exact();
        if (ending) {
            throw new IllegalStateException("the event loop has ended");
        }
        start(request, handler, timings, startNanos, deadlineNanos);
    }

    /// Begins an exchange that another thread handed over.
    void start(
            HttpRequest request,
            ExchangeHandler handler,
            @Nullable Timings timings,
            long startNanos,
            long deadlineNanos) {
        if (timings != null) {
            timings.begin(startNanos);
        }
        long total = Math.min(deadlineNanos, Deadline.after(startNanos, share.totalNanos()));
        Exchange exchange = active.add();
        exchange.begin(request, handler, timings, startNanos, total);
        if (total <= time.now()) {
            fail(exchange, Failures.timeout(exchange, share, total));
        } else {
            pool(request.origin()).acquire(exchange);
        }
    }

    /// Cancels the exchange of a handler.
    ///
    /// @return false if this loop has none that has not ended
    boolean cancel(ExchangeHandler handler) {
        Exchange exchange = active.of(handler);
        if (exchange != null) {
            end(exchange, Failures.cancelled(exchange));
        }
        return exchange != null;
    }

    /// Makes this turn the last.
    void end() {
        ending = true;
    }

    boolean ending() {
        return ending;
    }

    /// Notes that an exchange has ended well, and tells its handler, who may start the next from within the call.
    void complete(Exchange done) {
        ExchangeHandler handler = done.handler();
        end(done);
        try {
            handler.completed();
        } catch (RuntimeException | Error e) {
            Mistakes.report(e);
        }
    }

    /// Notes that an exchange has failed. Its handler is told later: this may be within another call of it.
    void fail(Exchange failed, Throwable failure) {
        ExchangeHandler handler = failed.handler();
        end(failed);
        later.add(() -> handler.failed(failure));
    }

    /// Sets when an exchange expires; the total deadline holds in any case.
    void expireAt(Exchange exchange, long nanos) {
        long due = Math.min(nanos, exchange.totalDeadlineNanos());
        exchange.dueNanos = due;
        time.wakeBy(due);
    }

    /// Does something in this turn, or in the next if this one is almost over, but not within the present call.
    void later(Runnable task) {
        later.add(task);
    }

    /// Asks a request body in a moment whether it has something to send by then.
    void askAgain(NioConnection connection) {
        starved.add(connection);
    }

    LoopTime time() {
        return time;
    }

    Selector selector() {
        return selector;
    }

    /// Room for one octet, to find out whether there is one.
    ByteBuffer probe() {
        return probe.clear();
    }

    /// Buffers and codec, those given back last if there are any.
    WireExchange wire() {
        WireExchange spare = spareWires.poll();
        return spare == null ? new WireExchange(share.config()) : spare;
    }

    /// Takes buffers and codec back.
    void spare(WireExchange wire) {
        if (spareWires.size() < share.maxConnections()) {
            spareWires.push(wire);
        }
    }

    static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nobody can do anything about it.
        }
    }

    private void select() throws IOException {
        boolean atOnce = ending || !later.isEmpty() || !submissions.isEmpty();
        long millis = atOnce ? 0 : Math.min(time.quietMillis(), starved.isEmpty() ? Long.MAX_VALUE : ASK_AGAIN_MILLIS);
        time.pass();
        boolean _ = Thread.interrupted(); // left behind by a handler, it would keep select from waiting ever again
        if (millis == 0) {
            selector.selectNow(this);
        } else if (millis == Long.MAX_VALUE) {
            selector.select(this);
        } else {
            selector.select(this, millis);
        }
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
            Mistakes.reportFrom(later.remove());
        }
    }

    private void askAgain() {
        for (int left = starved.size(); left > 0; left--) {
            starved.removeFirst().goOnWriting();
        }
    }

    /// Goes through the exchanges only if one may be due: with timeouts of seconds, that is once in some seconds.
    private void expire() {
        if (!time.mayBeDue()) {
            return;
        }
        long now = time.now();
        for (int i = active.size() - 1; i >= 0; i--) {
            if (i < active.size()) {
                expireIfDue(active.at(i), now);
            }
        }
        lastPool = null;
        pools.values().removeIf(pool -> {
            time.wakeBy(pool.expireIdle(now));
            return pool.unused();
        });
    }

    private void expireIfDue(Exchange exchange, long now) {
        Carrier carrier = exchange.carrier;
        if (exchange.dueNanos > now) {
            time.wakeBy(exchange.dueNanos);
        } else if (carrier != null) {
            carrier.expire(now);
        } else {
            end(exchange, Failures.timeout(exchange, share, now));
        }
    }

    private void end(Exchange exchange, ExchangeFailure failure) {
        Carrier carrier = exchange.carrier;
        LoopPool waitsIn = exchange.waitsIn;
        if (carrier != null) {
            carrier.fail(failure);
        } else if (waitsIn != null) {
            waitsIn.withdraw(exchange);
            fail(exchange, failure);
        }
    }

    private void end(Exchange exchange) {
        Timings timings = exchange.timings();
        if (timings != null) {
            timings.ended(time.exact());
        }
        active.remove(exchange);
    }

    private LoopPool pool(Origin origin) {
        LoopPool last = lastPool;
        if (last == null || !last.leadsTo(origin)) {
            last = pools.computeIfAbsent(origin, to -> new LoopPool(to, this, share, counters));
            lastPool = last;
        }
        return last;
    }

    /// Leaves nothing behind: no exchange untold, no channel open.
    private void shutDown() {
        ending = true;
        for (int i = active.size() - 1; i >= 0; i--) {
            end(active.at(i), Failures.clientClosed(active.at(i)));
        }
        pools.values().forEach(LoopPool::closeIdle);
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
            Mistakes.report(e);
        }
    }
}
