package wirebench.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Accepts one connection, writes some octets, and then nothing until it is closed.
final class SilentServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;

    private SilentServer(String beginning) throws IOException {
        thread = Thread.ofPlatform().daemon().name("silent").start(() -> serve(beginning));
    }

    static SilentServer after(String beginning) throws IOException {
        return new SilentServer(beginning);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    private void serve(String beginning) {
        try (Socket connection = socket.accept()) {
            connection.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            while (connection.getInputStream().read() >= 0) {
                // The request, and then the end of the connection.
            }
        } catch (IOException e) {
            // The client went away, or the test closed the server.
        }
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
