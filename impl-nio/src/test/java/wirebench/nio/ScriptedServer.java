package wirebench.nio;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A peer that does with each connection what the test says, octet by octet.
final class ScriptedServer implements AutoCloseable {
    /// What happens on one connection; when it returns, the connection is closed.
    @FunctionalInterface
    interface Script {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final List<Script> scripts;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private ScriptedServer(List<Script> scripts) throws IOException {
        this.scripts = scripts;
        listener = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
    }

    /// Starts a server; the first connection gets the first script and so on, further ones get the last.
    static ScriptedServer of(Script... scripts) throws IOException {
        ScriptedServer server = new ScriptedServer(List.of(scripts));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return listener.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Script script = scripts.get(Math.min(accepted.getAndIncrement(), scripts.size() - 1));
                Thread.ofVirtual().start(() -> serve(socket, script));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void serve(Socket socket, Script script) {
        try (socket) {
            script.serve(new Peer(socket));
        } catch (IOException | InterruptedException e) {
            // The client has gone away, which is the client's test to notice.
        }
    }

    /// The server's end of a connection.
    record Peer(Socket socket) {
        /// Reads a request without a body.
        ///
        /// @return its head, empty if the client has closed the connection
        String head() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            int octet;
            while (head.indexOf("\r\n\r\n") < 0 && (octet = in.read()) >= 0) {
                head.append((char) octet);
            }
            return head.toString();
        }

        void send(String octets) throws IOException {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        }

        /// Answers with a body of known length.
        void answer(String body) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /// Answers every request with the same body until the client closes the connection.
        void answerAll(String body) throws IOException {
            while (!head().isEmpty()) {
                answer(body);
            }
        }

        /// Waits until the client closes the connection, and throws away what it sends until then.
        void awaitEnd() throws IOException {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }

        /// Ends the connection by a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
