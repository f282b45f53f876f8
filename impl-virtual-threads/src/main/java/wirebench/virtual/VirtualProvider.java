package wirebench.virtual;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import wirebench.client.ClientProvider;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.client.threads.ExchangeThreads;
import wirebench.client.threads.SynchronousClient;

/// The client with a virtual thread per exchange: every exchange parks the thread that carries it out, and
/// connections are leased from the pool.
public final class VirtualProvider implements ClientProvider {
    /// For `ServiceLoader`.
    public VirtualProvider() {}

    @Override
    public String name() {
        return "virtual";
    }

    @Override
    public String description() {
        return "a virtual thread per exchange, connections leased from a pool";
    }

    @Override
    public ExecutionModel model() {
        return ExecutionModel.VIRTUAL_THREADS;
    }

    @Override
    public HttpClient open(ClientConfig config) {
        return SynchronousClient.open(this, config, new VirtualThreads());
    }

    private static final class VirtualThreads implements ExchangeThreads {
        @Override
        public boolean include(Thread thread) {
            return thread.isVirtual();
        }

        @Override
        public ExecutorService open() {
            return Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("virtual-", 0).factory());
        }
    }
}
