package wirebench.nio;

import java.nio.ByteBuffer;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.Origin;
import wirebench.client.Scheme;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ReconnectConfig;
import wirebench.client.reconnect.ReconnectListener;
import wirebench.client.reconnect.Reconnection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// Idle connections of one pool that are opened before they are needed. Confined to the event loop.
///
/// A connection is opened on behalf of an exchange that ends as soon as it has got its connection: so it has a
/// timeout, and whoever closes the client ends it. It is this object that is told, and nobody's exchange fails
/// with it.
final class WarmUp implements ExchangeHandler {
    /// The pool, as far as this fills it.
    interface Target {
        /// How many connections are idle.
        int idle();

        /// Whether another connection may be opened.
        boolean hasRoom();

        /// Opens a connection for an exchange, for which there is room.
        void open(Exchange exchange);
    }

    private final Origin origin;
    private final HomeLoop loop;
    private final Target pool;
    private final Exchanges exchanges;
    private final int minIdle;
    private final Reconnection reconnection;

    private int opening;
    private boolean opensSoon;

    WarmUp(Origin origin, HomeLoop loop, Target pool, Exchanges exchanges, int minIdle, ReconnectConfig config) {
        this.origin = origin;
        this.loop = loop;
        this.pool = pool;
        this.exchanges = exchanges;
        this.minIdle = minIdle;
        reconnection =
                new Reconnection(origin, config, loop.chance(), ReconnectListener.NONE); // all on the loop's thread
    }

    /// Has connections opened soon, if some are missing.
    void tend() {
        if (minIdle > 0 && !opensSoon && missing()) {
            opensSoon = true;
            loop.later(this::open);
        }
    }

    @Override
    public void completed() {
        opening--;
        tend();
    }

    @Override
    public void failed(Throwable failure) {
        opening--;
        reconnection.failed(loop.time().now());
        tend();
    }

    /// Notes that a connection was opened, for whichever exchange.
    void opened() {
        if (reconnection.connected()) {
            tend(); // the others can be opened as well
        }
    }

    Reconnection reconnection() {
        return reconnection;
    }

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuffer slice) {}

    private void open() {
        opensSoon = false;
        if (loop.ending() || !missing()) {
            return;
        }
        if (!reconnection.mayConnect(loop.time().now())) {
            loop.time().upkeep().by(reconnection.retryNanos());
            return;
        }
        while (missing()) {
            opening++;
            pool.open(exchanges.startWarmUp(request(), this));
        }
    }

    /// Is never sent.
    private HttpRequest request() {
        Scheme scheme = origin.secure() ? Scheme.HTTPS : Scheme.HTTP;
        Url url = new Url(scheme, origin.host(), origin.port(), "/");
        return HttpRequest.of("GET", url, Fields.NONE, RequestBody.none());
    }

    private boolean missing() {
        return pool.idle() + opening < minIdle && pool.hasRoom();
    }
}
