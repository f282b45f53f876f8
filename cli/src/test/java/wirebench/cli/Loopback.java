package wirebench.cli;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import wirebench.server.LoopbackServer;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;

/// A server on the loopback interface for all tests of a class.
final class Loopback implements BeforeAllCallback, AfterAllCallback {
    private LoopbackServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }

    String url() {
        return server.url();
    }

    Counters counters() {
        return server.counters();
    }
}
