package wirebench.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A peer that answers each request with the number that it carries, remembers which numbers it heard how often, and
/// can be restarted on its port. Thread-safe.
final class ChaosPeer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final BitSet heard = new BitSet(); // guarded by itself
    private final BitSet heardAgain = new BitSet(); // guarded by heard
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket listening;
    private volatile Thread acceptor;

    private ChaosPeer(ServerSocket listening) {
        this.listening = listening;
        port = listening.getLocalPort();
        acceptor = accept();
    }

    static ChaosPeer start() {
        return new ChaosPeer(listen(0));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// Resets every connection, and takes new ones after that. Called by one thread at a time.
    void restart() {
        close();
        listening = listen(port);
        acceptor = accept();
    }

    /// Whether a request was heard more than once.
    boolean heardAgain(int number) {
        synchronized (heard) {
            return heardAgain.get(number);
        }
    }

    /// Whether a request was heard.
    boolean heard(int number) {
        synchronized (heard) {
            return heard.get(number);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            acceptor.join(); // it is this thread that lets go of the port, and from here on no connection is added
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.forEach(ChaosPeer::reset);
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed at the same moment.
        }
    }

    private Thread accept() {
        ServerSocket current = listening;
        return Thread.ofVirtual().name("chaos-peer").start(() -> {
            try (current) {
                while (!current.isClosed()) {
                    Socket socket = current.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> converse(current, socket));
                }
            } catch (IOException e) {
                // Closed, for good or for a restart.
            }
        });
    }

    private void converse(ServerSocket current, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!current.isClosed()) {
                String number = number(head(in));
                note(Integer.parseInt(number));
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: " + number.length() + "\r\n\r\n" + number)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // The client or the peer has gone.
        } finally {
            sockets.remove(socket);
        }
    }

    private void note(int number) {
        synchronized (heard) {
            if (heard.get(number)) {
                heardAgain.set(number);
            }
            heard.set(number);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the client has gone");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static String number(String head) {
        int from = head.indexOf('?') + 1;
        return head.substring(from, head.indexOf(' ', from));
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
