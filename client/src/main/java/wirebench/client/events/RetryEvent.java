package wirebench.client.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import wirebench.client.Origin;

/// An exchange that is to be tried again. A point in time: what is waited for comes after it.
@Name("wirebench.Retry")
@Label("Retry")
@Category({"Wirebench", "Resilience"})
@Description("A failed exchange is tried once more after a delay")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // what the fields hold is read by the recorder
public final class RetryEvent extends Event {
    private static final RetryEvent PROBE = new RetryEvent("", 0, 0, "");

    @Label("Origin")
    @Description("Host and port")
    private final String origin;

    @Label("Attempt")
    @Description("Which attempt comes next; the first is 1")
    private final int attempt;

    @Label("Delay")
    @Description("How long the client waits before")
    @Timespan(Timespan.NANOSECONDS)
    private final long delay;

    @Label("Why")
    @Description("What became of the attempt before: a kind of failure, or a status code")
    private final String why;

    private RetryEvent(String origin, int attempt, long delay, String why) {
        this.origin = origin;
        this.attempt = attempt;
        this.delay = delay;
        this.why = why;
    }

    /// Records a retry, if anybody wants it.
    ///
    /// @param origin whom the exchange is with
    /// @param attempt which attempt comes next, from 2
    /// @param delayNanos how long the client waits before
    /// @param why what became of the attempt before: a kind of failure, or a status code
    public static void emit(Origin origin, int attempt, long delayNanos, String why) {
        if (PROBE.isEnabled()) {
            new RetryEvent(origin.toString(), attempt, delayNanos, why).commit();
        }
    }
}
