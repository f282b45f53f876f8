package wirebench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.HttpRequest;
import wirebench.client.resilience.Backoff;
import wirebench.client.resilience.Jitter;

class RetryStormTest {
    @ParameterizedTest
    @EnumSource
    void everybodyIsServedAndEveryCallIsCounted(Jitter jitter) throws Exception {
        try (Scarce scarce = new Scarce(2, 5)) {
            Backoff backoff = new Backoff(Duration.ofMillis(2), Duration.ofMillis(200), jitter);

            RetryStorm.Storm storm = RetryStorm.storm(HttpRequest.get(scarce.url()), 20, backoff, 1);

            assertThat(storm.calls()).isGreaterThanOrEqualTo(20).isEqualTo(scarce.calls.get());
            assertThat(storm.peak()).isBetween(0, 20);
        }
    }

    /// A server that serves a few at a time and refuses the others.
    static final class Scarce implements AutoCloseable {
        final AtomicInteger calls = new AtomicInteger();
        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Scarce(int limit, int millis) throws IOException {
            Semaphore free = new Semaphore(limit);
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                calls.incrementAndGet();
                boolean served = free.tryAcquire();
                try {
                    if (served) {
                        Thread.sleep(millis);
                    }
                    exchange.sendResponseHeaders(served ? 200 : 503, -1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    if (served) {
                        free.release();
                    }
                    exchange.close();
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
