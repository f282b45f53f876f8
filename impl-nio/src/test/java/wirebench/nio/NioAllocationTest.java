package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.BreakerConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceListener;
import wirebench.client.resilience.ResilientClient;
import wirebench.protocol.ResponseHead;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

@Tag("optimised")
class NioAllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int WINDOW = 10_000;
    private static final int WINDOWS = 5;

    @ParameterizedTest
    @EnumSource(names = {"POOLED_DIRECT", "THREAD_LOCAL_DIRECT", "HEAP_PER_CONNECTION", "DIRECT_PER_CONNECTION"})
    void exchangesStartedOnTheLoopAllocateNothing(BufferStrategy strategy) throws Exception {
        ClientConfig config = ClientConfig.DEFAULT.withBuffers(buffers -> buffers.withStrategy(strategy));
        assertThat(octetsPerExchange(config, 4)).isLessThan(1);
    }

    @Test
    void exchangesWithBuffersOfTheirOwnAllocateThose() throws Exception {
        ClientConfig config = ClientConfig.DEFAULT
                .withBuffers(buffers -> buffers.withStrategy(BufferStrategy.HEAP_PER_EXCHANGE))
                .withBufferOctets(1024);
        assertThat(octetsPerExchange(config, 4)).isBetween(2 * 1024.0, 3 * 1024.0);
    }

    @Test
    void exchangesThatWaitForAConnectionAllocateNothing() throws Exception {
        assertThat(octetsPerExchange(ClientConfig.DEFAULT.withMaxConnections(2), 16))
                .isLessThan(1);
    }

    @Test
    void exchangesThatShareAConnectionAllocateNothing() throws Exception {
        ClientConfig config = ClientConfig.DEFAULT.withMaxConnections(2).withPipelineDepth(4);
        assertThat(octetsPerExchange(config, 16)).isLessThan(1);
    }

    @Test
    void retriesAndBreakersThatAreNotNeededAllocateNothing() throws Exception {
        ResilienceConfig resilience = ResilienceConfig.DEFAULT.withBreaker(BreakerConfig.DEFAULT);
        assertThat(octetsPerExchange(
                        ClientConfig.DEFAULT,
                        16,
                        client -> ResilientClient.of(client, resilience, ResilienceListener.NONE)))
                .isLessThan(1);
    }

    private static double octetsPerExchange(ClientConfig config, int concurrency) throws Exception {
        return octetsPerExchange(config, concurrency, client -> client);
    }

    private static double octetsPerExchange(ClientConfig config, int concurrency, UnaryOperator<HttpClient> front)
            throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                HttpClient client = front.apply(new NioProvider().open(config))) {
            Meter meter = new Meter(client, HttpRequest.get(server.url() + "/plaintext"));
            for (int i = 0; i < concurrency; i++) {
                client.start(meter.request, new Worker(meter));
            }
            long allocated = meter.allocated.get(50, TimeUnit.SECONDS);
            return (double) allocated / WINDOW;
        }
    }

    /// Counts the exchanges of all workers, on the loop's thread, and what that thread allocated in the most frugal
    /// of several windows: what grows once, such as the histogram of waits with the longest of them, is no
    /// exchange's cost.
    private static final class Meter {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final HttpClient client;
        private final HttpRequest request;
        private final CompletableFuture<Long> allocated = new CompletableFuture<>();
        private int exchanges;
        private long before;
        private long least = Long.MAX_VALUE;

        Meter(HttpClient client, HttpRequest request) {
            this.client = client;
            this.request = request;
        }

        void next(Worker worker) {
            exchanges++;
            if (exchanges >= WARM_UP && exchanges % WINDOW == 0) {
                endWindow();
            }
            if (exchanges < WARM_UP + WINDOWS * WINDOW) {
                client.start(request, worker);
            } else {
                allocated.complete(least);
            }
        }

        private void endWindow() {
            long now = threads.getCurrentThreadAllocatedBytes();
            if (exchanges > WARM_UP) {
                least = Math.min(least, now - before);
            }
            before = threads.getCurrentThreadAllocatedBytes();
        }
    }

    /// One exchange in flight.
    private record Worker(Meter meter) implements ExchangeHandler {
        @Override
        public void head(ResponseHead head) {}

        @Override
        public void body(ByteBuffer slice) {}

        @Override
        public void completed() {
            meter.next(this);
        }

        @Override
        public void failed(Throwable failure) {
            meter.allocated.completeExceptionally(failure);
        }
    }
}
