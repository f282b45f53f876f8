package wirebench.client.events;

import javax.net.ssl.SSLSession;
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

    private final transient long beganMillis = System.currentTimeMillis();

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

    /// Ends an event, if there is one.
    ///
    /// @param event null if the handshake was not recorded
    /// @param session what was agreed on; null if nothing was
    public static void ended(@Nullable HandshakeEvent event, @Nullable SSLSession session) {
        if (event != null) {
            event.end();
            if (session != null) {
                event.agreed(session);
            }
            event.commit();
        }
    }

    /// A session that is older than its handshake was taken up again. The JDK does not tell otherwise.
    private void agreed(SSLSession session) {
        agreed = true;
        protocol = session.getProtocol();
        cipherSuite = session.getCipherSuite();
        resumed = session.getCreationTime() < beganMillis;
    }
}
