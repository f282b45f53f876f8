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

/// Opens connections before they are needed, so that some are idle. Confined to the event loop.
///
/// A connection is opened on behalf of an exchange that ends as soon as it has got its connection: so it has a
/// timeout, and whoever closes the client ends it. It is this object that is told, and nobody's exchange fails
/// with it.
final class WarmUp implements ExchangeHandler {
    private final Origin origin;
    private final EventLoop loop;
    private final LoopPool pool;
    private final int minIdle;
    private final Reconnection reconnection;

    private int opening;
    private boolean opensSoon;

    WarmUp(Origin origin, EventLoop loop, LoopPool pool, int minIdle, ReconnectConfig config) {
        this.origin = origin;
        this.loop = loop;
        this.pool = pool;
        this.minIdle = minIdle;
        reconnection =
                new Reconnection(origin, config, loop.chance(), ReconnectListener.NONE); // all on the loop's thread
    }

    /// Has connections opened soon, if some are missing.
    void look() {
        if (minIdle > 0 && !opensSoon && missing()) {
            opensSoon = true;
            loop.later(this::open);
        }
    }

    @Override
    public void completed() {
        opening--;
        look();
    }

    @Override
    public void failed(Throwable failure) {
        opening--;
        reconnection.failed(loop.time().now());
        look();
    }

    /// Notes that a connection was opened, for whichever exchange.
    void opened() {
        if (reconnection.connected()) {
            look(); // the others can be opened as well
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
            loop.pools().lookBy(reconnection.retryNanos());
            return;
        }
        while (missing()) {
            opening++;
            loop.exchanges().warmUp(request(), this, pool);
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
