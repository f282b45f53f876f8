package wirebench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Lets the JDK make what it makes once and keeps, so that it is not taken for a leak of the first test that uses it:
/// the descriptors for virtual threads that wait for sockets, and the thread that runs what is delayed.
final class JdkWarmUp {
    private JdkWarmUp() {}

    static void run() {
        CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).execute(() -> {});
        waitOnce();
    }

    private static void waitOnce() {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread waiting = Thread.ofVirtual().start(() -> waitForOctet(listening.getLocalPort()));
            try (Socket accepted = listening.accept()) {
                Waiting.until("the virtual thread waits", () -> waiting.getState() == Thread.State.WAITING);
                accepted.getOutputStream().write('.');
                waiting.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitForOctet(int port) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
