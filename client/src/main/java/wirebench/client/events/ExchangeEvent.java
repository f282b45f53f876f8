package wirebench.client.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Throttle;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Observer;
import wirebench.client.Timings;

/// One exchange, from when the client takes it up to its outcome; an attempt on a stale connection is part of it.
///
/// Unless told otherwise a recording keeps at most a thousand of them per second, chosen evenly, so that it can run
/// under any load. Not thread-safe; the thread that ends an exchange need not be the one that began it.
@Name("wirebench.Exchange")
@Label("HTTP Exchange")
@Category({"Wirebench", "Client"})
@Description("One request and its response, or why there was none")
@StackTrace(false)
@Throttle("1000/s")
@SuppressWarnings("UnusedVariable") // what the fields hold is read by the recorder
public final class ExchangeEvent extends Event implements Observer {
    private static final ExchangeEvent PROBE = new ExchangeEvent("", "");

    @Label("Origin")
    @Description("Host and port")
    private final String origin;

    @Label("Method")
    private final String method;

    @Label("Status")
    @Description("The final response's status code, 0 if none came")
    private int status;

    @Label("Outcome")
    @Description("completed, violation, the kind of a failure, or internal if a handler threw")
    private @Nullable String outcome;

    @Label("Phase")
    @Description("How far a failed exchange had come, or which timeout fired; none if it completed")
    private @Nullable String phase;

    @Label("Reused Connection")
    @Description("Whether its connection was not opened for it")
    private boolean reusedConnection;

    private ExchangeEvent(String origin, String method) {
        this.origin = origin;
        this.method = method;
    }

    /// Whoever is to be told of an exchange that begins: an event, unless nobody records these, and the caller's
    /// timings, if there are any. Nothing is allocated but the event, and what holds both together.
    ///
    /// @param request what is sent
    /// @param timings the caller's
    /// @param nowNanos when the exchange began
    /// @return goes with the exchange
    public static Observer observer(HttpRequest request, @Nullable Timings timings, long nowNanos) {
        ExchangeEvent event = begun(request);
        if (timings == null) {
            return event == null ? Observer.NOBODY : event;
        }
        timings.begin(nowNanos);
        return event == null ? timings : new Both(timings, event);
    }

    /// Begins an event; null if nobody records these.
    static @Nullable ExchangeEvent begun(HttpRequest request) {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ExchangeEvent event = new ExchangeEvent(request.origin().toString(), request.method());
        event.begin();
        return event;
    }

    @Override
    public void acquired(NanoClock clock, boolean reused) {
        reusedConnection = reused;
    }

    @Override
    public void head(NanoClock clock, int received) {
        status = received;
    }

    @Override
    public void completed(NanoClock clock) {
        outcome = "completed";
        commit();
    }

    @Override
    public void failed(Throwable failure) {
        if (failure instanceof ExchangeException told) {
            outcome = told.kind();
            phase = told.phase().label();
        } else {
            outcome = "internal";
        }
        commit();
    }

    private record Both(Timings timings, ExchangeEvent event) implements Observer {
        @Override
        public void acquired(NanoClock clock, boolean reused) {
            timings.acquired(clock, reused);
            event.acquired(clock, reused);
        }

        @Override
        public void connected(NanoClock clock) {
            timings.connected(clock);
        }

        @Override
        public void secured(NanoClock clock) {
            timings.secured(clock);
        }

        @Override
        public void written(NanoClock clock) {
            timings.written(clock);
        }

        @Override
        public void head(NanoClock clock, int status) {
            timings.head(clock, status);
            event.head(clock, status);
        }

        @Override
        public void completed(NanoClock clock) {
            timings.completed(clock);
            event.completed(clock);
        }

        @Override
        public void failed(Throwable failure) {
            event.failed(failure);
        }
    }
}
