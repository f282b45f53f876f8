package wirebench.server.http;

import java.io.Closeable;
import java.io.IOException;
import wirebench.server.RawClient;

/// Octets being sent by a thread of their own, so that the test can read meanwhile.
public final class Sending implements Closeable {
    private final Thread thread;

    private Sending(Thread thread) {
        this.thread = thread;
    }

    public static Sending start(RawClient client, String octets) {
        return new Sending(Thread.ofPlatform().daemon().start(() -> {
            try {
                client.send(octets);
            } catch (IOException e) {
                // The server may close before it has read all; whether that is right is for the test to say.
            }
        }));
    }

    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
