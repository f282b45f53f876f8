package wirebench.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A conversation that answers each request with its target as the body, and counts how many it has under way at
/// one time on all connections. Thread-safe.
final class Turnstile implements RawPeer.Conversation {
    /// Time for the others to come.
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /// The most requests that were under way at one time.
    int most() {
        return most.get();
    }

    @Override
    public void hold(RawConnection connection) throws IOException {
        String request = connection.hear();
        while (!request.isEmpty()) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            String target = request.split(" ", 3)[1];
            Waiting.elapse(PAUSE);
            now.decrementAndGet();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target);
            request = connection.hear();
        }
    }
}
