package wirebench.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.BreakerConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceListener;
import wirebench.client.resilience.ResilientClient;
import wirebench.protocol.ResponseHead;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// What a synchronous exchange allocates on the thread that carries it out, a platform thread: there it can be counted
/// for each thread, and the virtual-thread client runs the same code.
@Tag("optimised")
class BlockingAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int WINDOW = 5_000;
    private static final int WINDOWS = 5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void exchangeAllocatesNothing() throws Exception {
        try (HttpClient client = new BlockingProvider().open(ClientConfig.DEFAULT)) {
            assertThat(octetsPerExchange(client)).isLessThan(1);
        }
    }

    @Test
    void retriesAndBreakersThatAreNotNeededAllocateNothing() throws Exception {
        ResilienceConfig resilience = ResilienceConfig.DEFAULT.withBreaker(BreakerConfig.DEFAULT);
        try (HttpClient client = ResilientClient.of(
                new BlockingProvider().open(ClientConfig.DEFAULT), resilience, ResilienceListener.NONE)) {
            assertThat(octetsPerExchange(client)).isLessThan(1);
        }
    }

    /// In the most frugal of several windows: what grows once is no exchange's cost.
    private double octetsPerExchange(HttpClient client) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(server.url() + "/plaintext");
            ResponseHandler handler = new Discarding();
            exchange(client, request, handler, WARM_UP);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < WINDOWS; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                exchange(client, request, handler, WINDOW);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            return (double) least / WINDOW;
        }
    }

    private static void exchange(HttpClient client, HttpRequest request, ResponseHandler handler, int times)
            throws Exception {
        for (int i = 0; i < times; i++) {
            client.exchange(request, handler);
        }
    }

    private static final class Discarding implements ResponseHandler {
        @Override
        public void head(ResponseHead head) {}

        @Override
        public void body(ByteBuffer slice) {}
    }
}
