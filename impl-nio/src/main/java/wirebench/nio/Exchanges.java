package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.LeakedLease;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.client.events.ExchangeEvent;

/// The exchanges of one loop from their start to their outcome. Confined to the event loop.
final class Exchanges {
    private final EventLoop loop;
    private final LoopShare share;
    private final LoopTime time;
    private final LoopCounters counters;
    private final ActiveExchanges active = new ActiveExchanges();

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
            @Nullable Throwable startedAt,
            long startNanos,
            long deadlineNanos) {
        if (timings != null) {
            timings.begin(startNanos);
        }
        long total = Math.min(deadlineNanos, Deadline.after(startNanos, share.totalNanos()));
        Exchange exchange = active.add();
        exchange.begin(request, handler, timings, startedAt, startNanos, total);
        exchange.event = ExchangeEvent.begun(request);
        if (total <= time.now()) {
            fail(exchange, exchange.timeout(time.now(), share));
        } else {
            loop.pools().to(request.origin()).acquire(exchange);
        }
    }

    /// Opens a connection for nobody yet.
    void warmUp(HttpRequest target, WarmUp told, LoopPool pool) {
        Exchange exchange = active.add();
        exchange.beginWarmUp(target, told, time.now());
        pool.open(exchange);
    }

    /// Notes what carries an exchange from now on.
    void lease(Exchange exchange, ConnectionStage carrier) {
        boolean before = exchange.carrier != null;
        exchange.carrier = carrier;
        if (before || share.leakNanos() == Long.MAX_VALUE) {
            return;
        }
        exchange.leasedNanos = time.now();
        loop.pools().lookBy(Deadline.after(exchange.leasedNanos, share.leakNanos()));
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
        ConnectionStage carrier = exchange == null ? null : exchange.carrier;
        if (exchange != null && carrier != null) {
            carrier.resume(exchange);
        }
    }

    /// Notes that an exchange has ended well, and tells its handler, who may start the next from within the call.
    void complete(Exchange done) {
        ExchangeHandler handler = done.handler();
        ExchangeEvent.completed(done.event);
        end(done);
        try {
            handler.completed();
        } catch (RuntimeException | Error e) {
            HandlerErrors.report(e);
        }
    }

    /// Notes that an exchange has ended well, although not with the end of its response. Its handler is told later:
    /// this may be within another call of it.
    void completeLater(Exchange done) {
        ExchangeHandler handler = done.handler();
        ExchangeEvent.completed(done.event);
        end(done);
        loop.later(handler::completed);
    }

    /// Notes that an exchange has failed. Its handler is told later: this may be within another call of it.
    void fail(Exchange failed, Throwable failure) {
        ExchangeHandler handler = failed.handler();
        ExchangeEvent.failed(failed.event, failure);
        end(failed);
        loop.later(() -> handler.failed(failure));
    }

    /// Sets when an exchange expires; the total deadline holds in any case.
    void expireAt(Exchange exchange, long nanos) {
        long due = Math.min(nanos, exchange.totalDeadlineNanos());
        exchange.dueNanos = due;
        time.timeouts().by(due);
    }

    /// Goes through the exchanges only if one may be due: with timeouts of seconds, that is once in some seconds.
    void expire() {
        long now = time.now();
        if (!time.timeouts().rings(now)) {
            return;
        }
        for (int i = active.size() - 1; i >= 0; i--) {
            if (i < active.size()) {
                expireIfDue(active.at(i), now);
            }
        }
        loop.pools().forgetUnused();
    }

    /// Tells of leases that have lasted too long, once of each.
    void reportLeaks(long now) {
        if (share.leakNanos() == Long.MAX_VALUE) {
            return;
        }
        for (int i = 0; i < active.size(); i++) {
            Exchange exchange = active.at(i);
            long due = Deadline.after(exchange.leasedNanos, share.leakNanos());
            if (exchange.carrier == null) {
                continue; // it waits for a lease
            }
            if (due > now) {
                loop.pools().lookBy(due);
            } else {
                report(exchange, now);
            }
        }
    }

    /// Ends every exchange and every connection, since the client is closed.
    void endAll() {
        for (int i = active.size() - 1; i >= 0; i--) {
            end(active.at(i), active.at(i).circumstances().clientClosed());
        }
        loop.pools().closeIdle();
    }

    private void expireIfDue(Exchange exchange, long now) {
        ConnectionStage carrier = exchange.carrier;
        if (exchange.dueNanos > now) {
            time.timeouts().by(exchange.dueNanos);
        } else if (carrier != null) {
            carrier.expire(exchange, now);
        } else {
            end(exchange, exchange.timeout(now, share));
        }
    }

    private void end(Exchange exchange, ExchangeFailure failure) {
        ConnectionStage carrier = exchange.carrier;
        LoopPool waitsIn = exchange.waitsIn;
        if (carrier != null) {
            carrier.fail(exchange, failure);
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

    private void report(Exchange leaking, long now) {
        Throwable startedAt = leaking.takeStartedAt();
        if (startedAt != null) {
            var leaked = new LeakedLease(leaking.origin(), now - leaking.leasedNanos, startedAt, null);
            counters.leaked(leaked.report());
        }
    }
}
