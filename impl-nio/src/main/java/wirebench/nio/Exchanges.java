package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.LeakedLease;
import wirebench.client.Observer;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.client.events.ExchangeEvent;

/// The exchanges of one loop from their start to their outcome; where each is in between, and what becomes of it
/// there, is up to its [ExchangeStage]. Confined to the event loop.
final class Exchanges {
    private final HomeLoop loop;
    private final LoopTime time;
    private final LoopShare share;
    private final LoopCounters counters;
    private final ActiveExchanges active = new ActiveExchanges();

    Exchanges(HomeLoop loop, LoopShare share, LoopCounters counters) {
        this.loop = loop;
        this.share = share;
        this.counters = counters;
        time = loop.time();
    }

    /// Begins an exchange. No handler is told anything before this returns.
    ///
    /// @return the exchange, which wants a connection now; null if it is too late for that
    @Nullable
    Exchange start(
            HttpRequest request,
            ExchangeHandler handler,
            @Nullable Timings timings,
            @Nullable Throwable startedAt,
            long startNanos,
            long deadlineNanos) {
        Observer observer = ExchangeEvent.observer(request, timings, startNanos);
        long total = Math.min(deadlineNanos, Deadline.after(startNanos, share.totalNanos()));
        Exchange exchange = active.add();
        exchange.begin(request, handler, observer, startedAt, startNanos, total);
        if (total <= time.now()) {
            fail(exchange, exchange.timeout(time.now(), share));
            return null;
        }
        return exchange;
    }

    /// Begins an exchange that ends as soon as it has got a new connection.
    Exchange startWarmUp(HttpRequest target, ExchangeHandler told) {
        Exchange exchange = active.add();
        exchange.beginWarmUp(target, told, time.now());
        return exchange;
    }

    /// Cancels the exchange of a handler.
    ///
    /// @return false if this loop has none that has not ended
    boolean cancel(ExchangeHandler handler) {
        Exchange exchange = active.of(handler);
        if (exchange != null) {
            abort(exchange, exchange.circumstances().cancelled(null));
        }
        return exchange != null;
    }

    /// Asks a handler anew what it wants of its response.
    void resume(ResponseHandler handler) {
        Exchange exchange = active.of(handler);
        ExchangeStage stage = exchange == null ? null : exchange.stage;
        if (exchange != null && stage != null) {
            stage.resume(exchange);
        }
    }

    /// Notes that an exchange has ended well, and tells its handler, who may start the next from within the call.
    void complete(Exchange done) {
        ExchangeHandler handler = done.handler();
        done.observer().completed(time.clock());
        active.remove(done);
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
        done.observer().completed(time.clock());
        active.remove(done);
        loop.later(handler::completed);
    }

    /// Notes that an exchange has failed. Its handler is told later: this may be within another call of it.
    void fail(Exchange failed, Throwable failure) {
        ExchangeHandler handler = failed.handler();
        failed.observer().failed(failure);
        active.remove(failed);
        loop.later(() -> handler.failed(failure));
    }

    /// Goes through the exchanges only if one may be due: with timeouts of seconds, that is once in some seconds.
    ///
    /// @return whether it did
    boolean expire() {
        long now = time.now();
        if (!time.timeouts().rings(now)) {
            return false;
        }
        for (int i = active.size() - 1; i >= 0; i--) {
            if (i < active.size()) {
                expireIfDue(active.at(i), now);
            }
        }
        return true;
    }

    /// Tells of leases that have lasted too long, once of each.
    void reportLeaks() {
        if (share.leakNanos() == Long.MAX_VALUE) {
            return;
        }
        long now = time.now();
        for (int i = 0; i < active.size(); i++) {
            Exchange exchange = active.at(i);
            long due = Deadline.after(exchange.leasedNanos, share.leakNanos());
            if (exchange.phase() == Phase.ACQUIRE) {
                continue; // it waits for a lease
            }
            if (due > now) {
                time.upkeep().by(due);
            } else {
                report(exchange, now);
            }
        }
    }

    /// Ends every exchange, since the client is closed.
    void endAll() {
        for (int i = active.size() - 1; i >= 0; i--) {
            abort(active.at(i), active.at(i).circumstances().clientClosed());
        }
    }

    private void expireIfDue(Exchange exchange, long now) {
        ExchangeStage stage = exchange.stage;
        if (exchange.dueNanos > now) {
            time.timeouts().by(exchange.dueNanos);
        } else if (stage != null) {
            stage.expire(exchange, now);
        }
    }

    private static void abort(Exchange exchange, ExchangeFailure failure) {
        ExchangeStage stage = exchange.stage;
        if (stage != null) {
            stage.fail(exchange, failure);
        }
    }

    private void report(Exchange leaking, long now) {
        Throwable startedAt = leaking.takeStartedAt();
        if (startedAt != null) {
            var leaked = new LeakedLease(leaking.origin(), now - leaking.leasedNanos, startedAt, null);
            counters.leaked(leaked.report());
        }
    }
}
