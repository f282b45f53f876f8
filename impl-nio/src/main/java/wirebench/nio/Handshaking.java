package wirebench.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import wirebench.client.Phase;
import wirebench.client.events.HandshakeEvent;
import wirebench.client.tls.TlsConduit;
import wirebench.client.tls.TlsMachine;
import wirebench.client.wire.ChannelConduit;

/// A connection that has been made for an exchange and is being secured. Confined to the event loop, but for what
/// takes its time, such as reading and checking certificates: that is left to another thread.
final class Handshaking implements ConnectionStage {
    /// Something that takes its time.
    private interface Work {
        void run() throws IOException;
    }

    private final Exchange exchange;
    private final HomeLoop loop;
    private final Connector connector;
    private final LoopShare share;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ChannelConduit counted;
    private final @Nullable HandshakeEvent event;
    private @Nullable TlsConduit tls; // written by another thread before the loop is told
    private boolean working; // on another thread, so that nothing may be asked of the conduit
    private boolean ended;

    /// Takes over a channel that has been connected and is registered with the loop.
    ///
    /// @param key of the channel
    /// @param counted counts the calls on it
    Handshaking(
            SocketChannel channel,
            SelectionKey key,
            ChannelConduit counted,
            Exchange exchange,
            HomeLoop loop,
            Connector connector,
            LoopShare share) {
        this.channel = channel;
        this.key = key;
        this.counted = counted;
        this.exchange = exchange;
        this.loop = loop;
        this.connector = connector;
        this.share = share;
        event = HandshakeEvent.begun(exchange.origin());
    }

    void begin() {
        exchange.expireAfter(share.handshakeNanos(), loop.time());
        workElsewhere(
                () -> tls = new TlsConduit(counted, share.engines().engine(exchange.origin()), share.recordBuffers()));
    }

    @Override
    public void ready() {
        TlsConduit securing = tls;
        if (working || ended || securing == null) {
            return;
        }
        try {
            advance(securing);
        } catch (IOException e) {
            fail(exchange.circumstances().notSecure(e));
        }
    }

    @Override
    public Phase phase(Exchange carried) {
        return Phase.HANDSHAKE;
    }

    @Override
    public void fail(Throwable failure) {
        if (!ended) {
            ended = true;
            HandshakeEvent.ended(event, null);
            counted.close();
            LoopSocket.closeQuietly(channel);
            connector.failed(exchange, failure);
        }
    }

    @Override
    public void fail(Exchange carried, Throwable failure) {
        fail(failure);
    }

    @Override
    public void resume(Exchange carried) {} // there is no response yet

    @Override
    public void expire(Exchange carried, long now) {
        fail(exchange.timeout(now, share));
    }

    private void advance(TlsConduit securing) throws IOException {
        TlsMachine.Need need = securing.handshake();
        switch (need) {
            case INPUT -> key.interestOps(SelectionKey.OP_READ);
            case OUTPUT -> key.interestOps(SelectionKey.OP_WRITE);
            case TASK -> workElsewhere(securing.task()::run);
            case NOTHING -> secured(securing);
        }
    }

    private void secured(TlsConduit secured) {
        ended = true;
        HandshakeEvent.ended(event, secured.session());
        exchange.observer().secured(loop.time().clock());
        secured.rest();
        connector.usable(channel, counted, secured, exchange);
    }

    /// Has another thread do something, and goes on when it is done.
    private void workElsewhere(Work work) {
        working = true;
        key.interestOps(0);
        Thread.ofVirtual().name("wirebench-nio-handshake").start(() -> {
            Throwable failure = failureOf(work);
            loop.submit(() -> worked(failure));
        });
    }

    private void worked(@Nullable Throwable failure) {
        working = false;
        switch (failure) {
            case null -> ready();
            case IOException e -> fail(exchange.circumstances().notSecure(e));
            default -> fail(failure);
        }
    }

    private static @Nullable Throwable failureOf(Work work) {
        try {
            work.run();
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }
}
