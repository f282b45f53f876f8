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
public final class ExchangeEvent extends Event {
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

    /// Begins an event for an exchange.
    ///
    /// @param request what is sent
    /// @return null if nobody records these events
    public static @Nullable ExchangeEvent begun(HttpRequest request) {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ExchangeEvent event = new ExchangeEvent(request.origin().toString(), request.method());
        event.begin();
        return event;
    }

    /// Notes which connection carries the exchange.
    ///
    /// @param reused whether it was not opened for this exchange
    public void carriedBy(boolean reused) {
        reusedConnection = reused;
    }

    /// Notes that the final head was received.
    ///
    /// @param received its status code
    public void head(int received) {
        status = received;
    }

    /// Ends an event, if there is one: the exchange was a success.
    ///
    /// @param event null if the exchange was not recorded
    public static void completed(@Nullable ExchangeEvent event) {
        if (event != null) {
            event.outcome = "completed";
            event.commit();
        }
    }

    /// Ends an event, if there is one: the exchange failed.
    ///
    /// @param event null if the exchange was not recorded
    /// @param failure an [ExchangeException], or what a handler threw
    public static void failed(@Nullable ExchangeEvent event, Throwable failure) {
        if (event != null) {
            event.note(failure);
            event.commit();
        }
    }

    private void note(Throwable failure) {
        if (failure instanceof ExchangeException told) {
            outcome = told.kind();
            phase = told.phase().label();
        } else {
            outcome = "internal";
        }
    }
}
