package wirebench.client.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// A connection that was opened, or could not be: the name's resolution and every address that was tried; TLS comes
/// after it. Not thread-safe.
@Name("wirebench.Connect")
@Label("Connect")
@Category({"Wirebench", "Client"})
@Description("Resolving a name and connecting to the first of its addresses that answers")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // what the fields hold is read by the recorder
public final class ConnectEvent extends Event {
    private static final ConnectEvent PROBE = new ConnectEvent("");

    @Label("Origin")
    @Description("Host and port")
    private final String origin;

    @Label("Connected")
    private boolean connected;

    private ConnectEvent(String origin) {
        this.origin = origin;
    }

    /// Begins an event.
    ///
    /// @param origin where the connection leads
    /// @return null if nobody records these events
    public static @Nullable ConnectEvent begun(Origin origin) {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ConnectEvent event = new ConnectEvent(origin.toString());
        event.begin();
        return event;
    }

    /// Ends an event, if there is one.
    ///
    /// @param event null if the attempt was not recorded
    /// @param connected whether there is a connection
    public static void ended(@Nullable ConnectEvent event, boolean connected) {
        if (event != null) {
            event.connected = connected;
            event.commit();
        }
    }
}
