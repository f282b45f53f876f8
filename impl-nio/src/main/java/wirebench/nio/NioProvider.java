package wirebench.nio;

import java.util.random.RandomGenerator;
import wirebench.client.ClientProvider;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;

/// The client on event loops: a few threads, each of which waits for all of its connections at once.
public final class NioProvider implements ClientProvider {
    static final String NAME = "nio";

    /// For `ServiceLoader`.
    public NioProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "selector event loops, on which nothing blocks";
    }

    @Override
    public ExecutionModel model() {
        return ExecutionModel.EVENT_LOOPS;
    }

    @Override
    public HttpClient open(ClientConfig config) {
        return NioClient.open(config, RandomGenerator.getDefault());
    }
}
