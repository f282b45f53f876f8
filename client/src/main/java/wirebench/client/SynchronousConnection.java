package wirebench.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.DecodeException;
import wirebench.protocol.LimitException;
import wirebench.protocol.ViolationException;

/// A connection whose exchange is carried out by one thread, which waits in each read and write.
///
/// Whether that thread is a platform or a virtual one makes no difference here: on a virtual thread the JDK's
/// socket code parks instead of blocking. Confined to the thread that holds the lease, but for [#close] and the
/// watchdog's calls.
final class SynchronousConnection {
    /// After so long it is worth three system calls to see whether the server has closed an idle connection.
    private static final long PROBE_AFTER_NANOS = 1_000_000;

    private final Origin origin;
    private final Timeouts timeouts;
    private final NanoClock clock;
    private final Watchdog watchdog;
    private final SocketChannel channel;
    private final WireExchange wire;
    private final Expiry expiry = new Expiry();

    private InputStream unread = InputStream.nullInputStream(); // the channel's, once it is connected
    private Phase phase = Phase.CONNECT;
    private Phase expiring = Phase.CONNECT;
    private long totalNanos = Long.MAX_VALUE;
    private boolean written;
    private boolean used;
    private boolean lost;
    private long idleSinceNanos;
    private volatile boolean closedByClient;

    SynchronousConnection(Origin origin, ClientConfig config, NanoClock clock, Watchdog watchdog) throws IOException {
        this.origin = origin;
        this.timeouts = config.timeouts();
        this.clock = clock;
        this.watchdog = watchdog;
        channel = SocketChannel.open();
        wire = new WireExchange(config);
    }

    /// Connects.
    void connect(InetSocketAddress address, long connectDeadlineNanos, long totalDeadlineNanos)
            throws ExchangeException {
        phase = Phase.CONNECT;
        totalNanos = totalDeadlineNanos;
        try {
            arm(Phase.CONNECT, connectDeadlineNanos);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            unread = channel.socket().getInputStream();
            if (!expiry.disarm()) {
                throw new ClosedChannelException();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Carries out an exchange.
    ///
    /// @param startNanos when it began, so that the clock need not be read again
    void exchange(
            HttpRequest request,
            ResponseHandler handler,
            long startNanos,
            long totalDeadlineNanos,
            @Nullable Timings timings)
            throws ExchangeException {
        phase = Phase.WRITE;
        written = false;
        totalNanos = totalDeadlineNanos;
        wire.begin(request, handler);
        try {
            boolean inOneWrite = write(timings);
            phase = Phase.HEAD;
            long requestEnd = inOneWrite ? startNanos : clock.nanos();
            arm(Phase.HEAD, after(requestEnd, timeouts.head()));
            read(timings);
            // The response is whole even if the deadline passed at the last moment; only the connection is lost then.
            lost = !expiry.disarm();
        } catch (IOException | DecodeException e) {
            throw failure(e);
        } finally {
            wire.clear();
            used = true;
        }
    }

    /// Whether the connection may be used again: not too long idle, still open, and nothing came unasked.
    boolean usable(long nowNanos, Duration idleTimeout) {
        long idle = nowNanos - idleSinceNanos;
        return idle <= idleTimeout.toNanos() && (idle < PROBE_AFTER_NANOS ? nothingCame() : silent());
    }

    void idle(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    boolean reusable() {
        return !lost && wire.reusable();
    }

    boolean used() {
        return used;
    }

    boolean nothingReceived() {
        return wire.nothingReceived();
    }

    void closeByClient() {
        closedByClient = true;
        close();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nobody can do anything about it.
        }
    }

    /// The watchdog's part: closing the channel ends the read or write in which the owner waits.
    void expireIfPast(long nowNanos) {
        if (expiry.expireIfPast(nowNanos)) {
            close();
        }
    }

    long deadlineNanos() {
        return expiry.deadlineNanos();
    }

    /// @return whether one write was enough, which is so unless the request is larger than the buffer
    private boolean write(@Nullable Timings timings) throws IOException {
        arm(Phase.TOTAL, Long.MAX_VALUE);
        int writes = 0;
        try {
            do {
                ByteBuffer out = wire.encode();
                while (out.hasRemaining()) {
                    written = true;
                    channel.write(out);
                    writes++;
                }
            } while (!wire.requestEncoded());
        } catch (IOException e) {
            requireEarlyAnswer(e);
        }
        if (timings != null) {
            timings.written(clock.nanos());
        }
        return writes == 1;
    }

    /// A server that answers before it has read the whole request may close: its answer counts, if it is still
    /// there.
    private void requireEarlyAnswer(IOException writeFailure) throws IOException {
        if (!channel.isOpen() || !written) {
            throw writeFailure;
        }
        if (!readsEarlyAnswer(writeFailure)) {
            throw writeFailure;
        }
    }

    private boolean readsEarlyAnswer(IOException writeFailure) {
        try {
            return channel.read(wire.in()) > 0;
        } catch (IOException e) {
            writeFailure.addSuppressed(e);
            return false;
        }
    }

    private void read(@Nullable Timings timings) throws IOException, DecodeException {
        boolean complete = wire.in().position() > 0 && wire.received();
        while (!complete) {
            if (channel.read(wire.in()) < 0) {
                if (!wire.endOfInput()) {
                    throw new EOFException();
                }
                return;
            }
            complete = wire.received();
            if (phase == Phase.HEAD && wire.headReceived()) {
                phase = Phase.READ;
                if (timings != null) {
                    timings.headReceived(clock.nanos());
                }
            }
            if (!complete && phase == Phase.READ) {
                arm(Phase.READ, after(clock.nanos(), timeouts.read()));
            }
        }
    }

    /// Whether no octet came unasked; one system call, which does not tell whether the connection has ended.
    private boolean nothingCame() {
        try {
            return unread.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether no octet came unasked and the connection has not ended.
    private boolean silent() {
        try {
            channel.configureBlocking(false);
            wire.in().clear().limit(1);
            int octets = channel.read(wire.in());
            channel.configureBlocking(true);
            return octets == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void arm(Phase timed, long deadlineNanos) throws IOException {
        expiring = totalNanos <= deadlineNanos ? Phase.TOTAL : timed;
        long at = Math.min(totalNanos, deadlineNanos);
        if (!expiry.arm(at)) {
            throw new ClosedChannelException();
        }
        if (at != Long.MAX_VALUE) {
            watchdog.notice(at);
        }
    }

    private static long after(long nowNanos, Duration timeout) {
        return Deadline.after(nowNanos, timeout.toNanos());
    }

    /// What an exception means: the one place where the several that may race are told apart.
    private ExchangeException failure(Exception e) {
        if (phase == Phase.HEAD && wire.headReceived()) {
            phase = Phase.READ; // head and trouble came in one read
        }
        if (expiry.expired()) {
            return failed(FailureKind.TIMEOUT, expiring, timeoutMessage(), null);
        }
        if (closedByClient) {
            return failed(FailureKind.CANCELLED, phase, "the client was closed during an exchange with " + origin, e);
        }
        return switch (e) {
            case ViolationException violation -> new PeerViolation(violation, phase);
            case LimitException limit ->
                failed(FailureKind.LIMIT, phase, "the response of " + origin + " has " + limit.getMessage(), limit);
            case ClosedByInterruptException _ ->
                failed(FailureKind.CANCELLED, phase, "interrupted during an exchange with " + origin, e);
            case EOFException _ -> failed(FailureKind.TRUNCATED, phase, truncatedMessage(), null);
            default -> transportFailure(e);
        };
    }

    private ExchangeFailure transportFailure(Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return phase == Phase.CONNECT
                ? failed(FailureKind.CONNECT, phase, "could not connect to " + origin + ": " + why, e)
                : failed(FailureKind.TRANSPORT, phase, "the connection to " + origin + " failed: " + why, e);
    }

    private String timeoutMessage() {
        return "the " + expiring.label() + " timeout passed during an exchange with " + origin
                + (expiring == phase ? "" : " (phase " + phase.label() + ")");
    }

    private String truncatedMessage() {
        return wire.nothingReceived()
                ? origin + " closed the connection without an answer"
                : origin + " closed the connection before the response was complete";
    }

    private ExchangeFailure failed(FailureKind kind, Phase in, String message, @Nullable Throwable cause) {
        return new ExchangeFailure(kind, in, written, message, cause);
    }
}
