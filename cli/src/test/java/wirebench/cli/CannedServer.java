package wirebench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Accepts connections one after another, reads a head from each, answers with the same octets, and closes.
final class CannedServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final byte[] answer;
    private final Thread thread = Thread.ofPlatform().daemon().name("canned").unstarted(this::serve);

    private CannedServer(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
    }

    static CannedServer answering(String answer) throws IOException {
        CannedServer server = new CannedServer(answer);
        server.thread.start();
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    /// The request heads that came.
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                heads.add(readHead(connection.getInputStream()));
                connection.getOutputStream().write(answer);
                connection.shutdownOutput();
            } catch (IOException e) {
                // The client went away, or the test closed the server.
            }
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
