package wirebench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A peer that says exactly what a test wants, octet by octet, where the server only says what HTTP allows.
///
/// Each connection is a [Conversation] on a thread of its own and closed when that returns. Thread-safe.
public final class RawPeer implements AutoCloseable {
    /// What the peer does on one connection.
    @FunctionalInterface
    public interface Conversation {
        /// Talks. An `IOException` ends the conversation quietly: it only tells that the client has gone.
        void hold(RawConnection connection) throws IOException;
    }

    private static final int BACKLOG = 1024;

    private final ServerSocket listening;
    private final Conversation conversation;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private RawPeer(ServerSocket listening, Conversation conversation) {
        this.listening = listening;
        this.conversation = conversation;
    }

    /// Begins to listen on a free port of 127.0.0.1.
    public static RawPeer start(Conversation conversation) {
        return start(0, conversation);
    }

    /// Begins to listen on a port of 127.0.0.1.
    static RawPeer start(int port, Conversation conversation) {
        try {
            ServerSocket listening = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
            RawPeer peer = new RawPeer(listening, conversation);
            peer.thread("raw-peer", peer::accept);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A URL that leads here.
    public String url(String target) {
        return "http://127.0.0.1:" + port() + target;
    }

    int port() {
        return listening.getLocalPort();
    }

    /// Connections accepted so far.
    int connections() {
        return accepted.get();
    }

    /// The requests heard so far, in the order in which they ended.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// What went wrong in the conversations, but for clients that left.
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    void heard(String request) {
        requests.add(request);
    }

    /// Ends all conversations and waits for their threads.
    @Override
    public void close() {
        try {
            listening.close();
            threads.getFirst().join(); // from here on no connection is added
            for (Socket socket : sockets) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.interrupt(); // it may wait for something else than the client
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                int index = accepted.getAndIncrement();
                thread("raw-peer-" + index, () -> converse(index, socket));
            }
        } catch (IOException e) {
            // closed: there is no other way to end an accept
        }
    }

    private void converse(int index, Socket socket) {
        try (socket) {
            conversation.hold(new RawConnection(index, socket, this));
        } catch (IOException e) {
            // The client has gone, or the test is over.
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    private void thread(String name, Runnable task) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(task));
    }
}
