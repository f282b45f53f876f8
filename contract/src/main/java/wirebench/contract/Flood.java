package wirebench.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A conversation that answers its first request with more octets than all buffers between two processes hold, and
/// counts how many of them the connection has taken.
final class Flood implements RawPeer.Conversation {
    /// Octets of the body.
    static final long OCTETS = 32L * 1024 * 1024;

    /// More than the system ever takes without a reader.
    static final long MOST_BUFFERED = OCTETS / 2;

    private static final int PIECE = 26 * 2048; // whole periods of the pattern
    private static final long QUIET_MILLIS = 150;

    private final AtomicLong taken = new AtomicLong();

    @Override
    public void hold(RawConnection connection) throws IOException {
        connection.hear();
        connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + OCTETS + "\r\n\r\n");
        String piece = PatternCheck.pattern(PIECE);
        for (long left = OCTETS; left > 0; left -= PIECE) {
            String part = left < PIECE ? piece.substring(0, (int) left) : piece;
            connection.say(part);
            taken.addAndGet(part.length());
        }
        connection.awaitEnd();
    }

    long taken() {
        return taken.get();
    }

    /// Waits until nothing more is taken for a while.
    ///
    /// @return how many octets were taken by then
    long takenWhenQuiet() {
        long[] last = {-1};
        Waiting.until("the connection takes no more", () -> {
            long before = last[0];
            last[0] = taken.get();
            Waiting.elapse(Duration.ofMillis(QUIET_MILLIS));
            return before == taken.get();
        });
        return taken.get();
    }
}
