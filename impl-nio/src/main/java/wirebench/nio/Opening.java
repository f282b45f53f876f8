package wirebench.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Phase;
import wirebench.client.events.ConnectEvent;
import wirebench.client.names.Resolution;

/// A connection that is being opened for one exchange: its origin's addresses are tried in turn. Confined to the
/// event loop.
///
/// Each address but the last gets an even share of the time that is left, so that one that does not answer leaves
/// time for the next.
final class Opening implements ConnectionStage {
    private final Exchange exchange;
    private final HomeLoop loop;
    private final LoopTime time;
    private final Connector connector;
    private final LoopShare share;
    private final long deadlineNanos;
    private final @Nullable ConnectEvent event;
    private final Queue<InetSocketAddress> untried = new ArrayDeque<>();

    private @Nullable SocketChannel channel; // of the address that is being tried
    private boolean ended;

    Opening(Exchange exchange, HomeLoop loop, Connector connector, LoopShare share) {
        this.exchange = exchange;
        this.loop = loop;
        this.connector = connector;
        this.share = share;
        time = loop.time();
        event = ConnectEvent.begun(exchange.origin());
        deadlineNanos = Deadline.after(time.now(), share.connectNanos());
    }

    void begin(Resolution resolution) {
        exchange.observer().acquired(time.clock(), false);
        List<InetSocketAddress> literal = resolution.literal();
        if (literal != null) {
            untried.addAll(literal);
            tryNext();
        } else {
            exchange.expireAt(deadlineNanos, time);
            CompletableFuture<?> _ = resolution
                    .resolve()
                    .whenComplete((addresses, failure) -> loop.submit(() -> resolved(addresses, failure)));
        }
    }

    @Override
    public void ready() {
        SocketChannel connecting = channel;
        try {
            if (connecting != null && connecting.finishConnect()) {
                connected(connecting);
            }
        } catch (IOException e) {
            failedAttempt(e);
        }
    }

    @Override
    public Phase phase(Exchange carried) {
        return Phase.CONNECT;
    }

    @Override
    public void fail(Throwable failure) {
        if (!ended) {
            ended = true;
            ConnectEvent.ended(event, false);
            closeAttempt();
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
        if (now >= exchange.totalDeadlineNanos() || untried.isEmpty()) {
            fail(exchange.timeout(now, share));
        } else {
            failedAttempt(new SocketTimeoutException("no answer in time"));
        }
    }

    /// @param addresses null if there is a failure
    private void resolved(@Nullable List<InetSocketAddress> addresses, @Nullable Throwable failure) {
        if (ended) {
            return;
        }
        if (addresses == null || addresses.isEmpty()) {
            fail(exchange.circumstances().unresolved(failure instanceof UnknownHostException e ? e : null));
            return;
        }
        untried.addAll(addresses);
        tryNext();
    }

    /// Begins to connect to the next address. What is known at once is dealt with later all the same: this may be
    /// within a handler's call.
    private void tryNext() {
        InetSocketAddress address = untried.remove();
        exchange.expireAt(attemptDeadlineNanos(), time);
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = opened.connect(address);
            opened.register(loop.selector(), connected ? 0 : SelectionKey.OP_CONNECT, this);
            if (connected) {
                loop.later(() -> connected(opened));
            }
        } catch (IOException | UnsupportedAddressTypeException e) {
            loop.later(() -> failedAttempt(e));
        }
    }

    private long attemptDeadlineNanos() {
        long now = time.now();
        return deadlineNanos == Long.MAX_VALUE
                ? deadlineNanos
                : now + Math.max(0, deadlineNanos - now) / (1 + untried.size());
    }

    private void failedAttempt(Exception failure) {
        if (ended) {
            return;
        }
        closeAttempt();
        if (untried.isEmpty()) {
            fail(exchange.circumstances().notConnected(failure));
        } else {
            tryNext();
        }
    }

    private void connected(SocketChannel connected) {
        if (ended) {
            return;
        }
        ended = true;
        ConnectEvent.ended(event, true);
        exchange.observer().connected(time.clock());
        connector.connected(connected, exchange);
    }

    private void closeAttempt() {
        SocketChannel attempt = channel;
        channel = null;
        if (attempt != null) {
            LoopSocket.closeQuietly(attempt);
        }
    }
}
