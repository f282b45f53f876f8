package wirebench.client.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import wirebench.client.Origin;

/// A circuit breaker that went from one state to another. A point in time.
@Name("wirebench.BreakerChange")
@Label("Circuit Breaker Change")
@Category({"Wirebench", "Resilience"})
@Description("A circuit breaker went from one state to another")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // what the fields hold is read by the recorder
public final class BreakerChangeEvent extends Event {
    private static final BreakerChangeEvent PROBE = new BreakerChangeEvent("", "", "");

    @Label("Origin")
    @Description("Host and port")
    private final String origin;

    @Label("From")
    @Description("The state before")
    private final String from;

    @Label("To")
    @Description("The state from now on")
    private final String to;

    private BreakerChangeEvent(String origin, String from, String to) {
        this.origin = origin;
        this.from = from;
        this.to = to;
    }

    /// Records a change, if anybody wants it.
    ///
    /// @param origin whose breaker it is
    /// @param from the state before, in lower case
    /// @param to the state from now on
    public static void emit(Origin origin, String from, String to) {
        if (PROBE.isEnabled()) {
            new BreakerChangeEvent(origin.toString(), from, to).commit();
        }
    }
}
