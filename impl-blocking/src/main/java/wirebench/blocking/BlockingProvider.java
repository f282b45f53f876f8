package wirebench.blocking;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import wirebench.client.ClientProvider;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.client.threads.ExchangeThreads;
import wirebench.client.threads.SynchronousClient;

/// The client with a platform thread per connection: every exchange blocks the thread that carries it out.
public final class BlockingProvider implements ClientProvider {
    private static final long IDLE_THREAD_SECONDS = 10;

    /// For `ServiceLoader`.
    public BlockingProvider() {}

    @Override
    public String name() {
        return "blocking";
    }

    @Override
    public String description() {
        return "a platform thread per connection, which blocks in each read and write";
    }

    @Override
    public ExecutionModel model() {
        return ExecutionModel.PLATFORM_THREADS;
    }

    @Override
    public HttpClient open(ClientConfig config) {
        return SynchronousClient.open(this, config, new PlatformThreads());
    }

    private static final class PlatformThreads implements ExchangeThreads {
        @Override
        public boolean include(Thread thread) {
            return !thread.isVirtual();
        }

        @Override
        public ExecutorService open() {
            // A thread for each exchange, also for one that waits for a connection: it can then be cancelled, and its
            // timeouts pass, wherever it is. How many there are is bounded by the pools, which refuse the rest.
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE_THREAD_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("blocking-", 0).factory());
        }
    }
}
