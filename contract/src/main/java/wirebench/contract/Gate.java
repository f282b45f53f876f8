package wirebench.contract;

import java.io.IOException;

/// A conversation that hears each request and answers it, with its target as the body, only when a test says so.
final class Gate implements RawPeer.Conversation {
    private final Latch opened = new Latch();

    /// Lets all answers go, those to requests that are yet to come too.
    void open() {
        opened.open();
    }

    @Override
    public void hold(RawConnection connection) throws IOException {
        String request = connection.hear();
        while (!request.isEmpty()) {
            opened.await();
            String target = request.split(" ", 3)[1];
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target);
            request = connection.hear();
        }
    }
}
