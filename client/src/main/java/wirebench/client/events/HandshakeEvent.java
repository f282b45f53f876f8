package wirebench.client.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// A TLS handshake. Not thread-safe.
@Name("wirebench.Handshake")
@Label("TLS Handshake")
@Category({"Wirebench", "Client"})
@Description("Agreeing on keys with a server")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // what the fields hold is read by the recorder
public final class HandshakeEvent extends Event {
    private static final HandshakeEvent PROBE = new HandshakeEvent("");

    @Label("Origin")
    @Description("Host and port")
    private final String origin;

    @Label("Agreed")
    @Description("Whether the handshake succeeded")
    private boolean agreed;

    @Label("Protocol")
    @Description("Such as TLSv1.3; none if the handshake failed")
    private @Nullable String protocol;

    @Label("Cipher Suite")
    private @Nullable String cipherSuite;

    @Label("Resumed")
    @Description("Whether keys of an earlier session were used")
    private boolean resumed;

    private HandshakeEvent(String origin) {
        this.origin = origin;
    }

    /// Begins an event.
    ///
    /// @param origin whom the handshake is with
    /// @return null if nobody records these events
    public static @Nullable HandshakeEvent begun(Origin origin) {
        if (!PROBE.isEnabled()) {
            return null;
        }
        HandshakeEvent event = new HandshakeEvent(origin.toString());
        event.begin();
        return event;
    }

    /// Ends an event, if there is one: there are keys.
    ///
    /// @param event null if the handshake was not recorded
    /// @param protocol as the JDK calls it
    /// @param cipherSuite as the JDK calls it
    /// @param resumed whether keys of an earlier session were used
    public static void agreed(@Nullable HandshakeEvent event, String protocol, String cipherSuite, boolean resumed) {
        if (event != null) {
            event.agreed = true;
            event.protocol = protocol;
            event.cipherSuite = cipherSuite;
            event.resumed = resumed;
            event.commit();
        }
    }

    /// Ends an event, if there is one: there are no keys.
    ///
    /// @param event null if the handshake was not recorded
    public static void failed(@Nullable HandshakeEvent event) {
        if (event != null) {
            event.commit();
        }
    }
}
