package wirebench.client.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// An exchange's wait for a place in the pool. Most get one at once, so unless told otherwise a recording keeps those
/// that took a millisecond. Not thread-safe.
@Name("wirebench.Acquire")
@Label("Connection Acquire")
@Category({"Wirebench", "Client"})
@Description("An exchange's wait for a connection, or for the permission to open one")
@StackTrace(false)
@Threshold("1 ms")
@SuppressWarnings("UnusedVariable") // what the fields hold is read by the recorder
public final class AcquireEvent extends Event {
    private static final AcquireEvent PROBE = new AcquireEvent("");

    @Label("Origin")
    @Description("Host and port")
    private final String origin;

    @Label("Acquired")
    @Description("Whether the wait ended with a connection, and not with a timeout, a cancellation or a full line")
    private boolean acquired;

    private AcquireEvent(String origin) {
        this.origin = origin;
    }

    /// Begins an event.
    ///
    /// @param origin where a connection is wanted to
    /// @return null if nobody records these events
    public static @Nullable AcquireEvent begun(Origin origin) {
        if (!PROBE.isEnabled()) {
            return null;
        }
        AcquireEvent event = new AcquireEvent(origin.toString());
        event.begin();
        return event;
    }

    /// Ends an event, if there is one.
    ///
    /// @param event null if the wait was not recorded
    /// @param acquired whether there is a connection now
    public static void ended(@Nullable AcquireEvent event, boolean acquired) {
        if (event != null) {
            event.acquired = acquired;
            event.commit();
        }
    }
}
