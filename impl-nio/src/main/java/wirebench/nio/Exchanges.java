package wirebench.nio;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.Origin;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;

/// The exchanges of one loop from their start to their outcome, and the pools that they go through. Confined to the
/// event loop.
final class Exchanges {
    private final EventLoop loop;
    private final LoopShare share;
    private final LoopTime time;
    private final LoopCounters counters;
    private final ActiveExchanges active = new ActiveExchanges();
    private final Map<Origin, LoopPool> pools = new HashMap<>();
    private @Nullable LoopPool lastPool; // mostly the next exchange has the same origin

    Exchanges(EventLoop loop, LoopShare share, LoopCounters counters) {
        this.loop = loop;
        this.share = share;
        this.counters = counters;
        time = loop.time();
    }

    /// Begins an exchange. No handler is told anything before this returns.
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
            fail(exchange, exchange.timeout(time.now(), share));
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
            end(exchange, exchange.circumstances().cancelled(null));
        }
        return exchange != null;
    }

    /// Asks a handler anew what it wants of its response.
    void resume(ResponseHandler handler) {
        Exchange exchange = active.of(handler);
        Carrier carrier = exchange == null ? null : exchange.carrier;
        if (carrier != null) {
            carrier.resume();
        }
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

    /// Notes that an exchange has ended well, although not with the end of its response. Its handler is told later:
    /// this may be within another call of it.
    void completeLater(Exchange done) {
        ExchangeHandler handler = done.handler();
        end(done);
        loop.later(handler::completed);
    }

    /// Notes that an exchange has failed. Its handler is told later: this may be within another call of it.
    void fail(Exchange failed, Throwable failure) {
        ExchangeHandler handler = failed.handler();
        end(failed);
        loop.later(() -> handler.failed(failure));
    }

    /// Sets when an exchange expires; the total deadline holds in any case.
    void expireAt(Exchange exchange, long nanos) {
        long due = Math.min(nanos, exchange.totalDeadlineNanos());
        exchange.dueNanos = due;
        time.wakeBy(due);
    }

    /// Goes through the exchanges only if one may be due: with timeouts of seconds, that is once in some seconds.
    void expire() {
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

    /// Ends every exchange and every connection, since the client is closed.
    void endAll() {
        for (int i = active.size() - 1; i >= 0; i--) {
            end(active.at(i), active.at(i).circumstances().clientClosed());
        }
        pools.values().forEach(LoopPool::closeIdle);
    }

    private void expireIfDue(Exchange exchange, long now) {
        Carrier carrier = exchange.carrier;
        if (exchange.dueNanos > now) {
            time.wakeBy(exchange.dueNanos);
        } else if (carrier != null) {
            carrier.expire(now);
        } else {
            end(exchange, exchange.timeout(now, share));
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
            last = pools.computeIfAbsent(origin, to -> new LoopPool(to, loop, share, counters));
            lastPool = last;
        }
        return last;
    }
}
