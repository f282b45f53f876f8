package wirebench.nio;

import java.nio.ByteBuffer;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.Origin;
import wirebench.protocol.ResponseHead;

/// Opens connections before they are needed, so that some are idle. Confined to the event loop.
///
/// A connection is opened on behalf of an exchange that ends as soon as it has got its connection: so it has a
/// timeout, and whoever closes the client ends it. It is this object that is told, and nobody's exchange fails
/// with it.
final class WarmUp implements ExchangeHandler {
    private static final long SHORTEST_PAUSE_NANOS = 100_000_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;

    private final Origin origin;
    private final EventLoop loop;
    private final LoopPool pool;
    private final int minIdle;

    private int opening;
    private boolean opensSoon;
    private long pauseNanos = SHORTEST_PAUSE_NANOS; // after the next failure
    private long notBeforeNanos;

    WarmUp(Origin origin, EventLoop loop, LoopPool pool, int minIdle) {
        this.origin = origin;
        this.loop = loop;
        this.pool = pool;
        this.minIdle = minIdle;
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
        pauseNanos = SHORTEST_PAUSE_NANOS;
        look();
    }

    @Override
    public void failed(Throwable failure) {
        opening--;
        long now = loop.time().now();
        if (now >= notBeforeNanos) { // several that fail together are one failure
            notBeforeNanos = now + pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
        look();
    }

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuffer slice) {}

    private void open() {
        opensSoon = false;
        if (loop.ending()) {
            return;
        }
        if (loop.time().now() < notBeforeNanos) {
            loop.pools().lookBy(notBeforeNanos);
            return;
        }
        while (missing()) {
            opening++;
            loop.exchanges()
                    .warmUp(HttpRequest.get((origin.secure() ? "https://" : "http://") + origin + "/"), this, pool);
        }
    }

    private boolean missing() {
        return pool.idle() + opening < minIdle && pool.hasRoom();
    }
}
