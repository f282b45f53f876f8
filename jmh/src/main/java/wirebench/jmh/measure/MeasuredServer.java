package wirebench.jmh.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wirebench.machine.placement.CpuPlacement;
import wirebench.server.LoopbackServer;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;
import wirebench.server.process.ServerProcess;

/// The loopback peer of a measurement.
public sealed interface MeasuredServer extends AutoCloseable {
    /// Starts a server.
    ///
    /// @param kind `child` for a process of its own, `embedded` for this one
    static MeasuredServer start(String kind) throws IOException {
        return start(kind, null);
    }

    /// Starts a server that may speak TLS.
    ///
    /// @param kind `child` for a process of its own, `embedded` for this one
    /// @param tls null for none
    static MeasuredServer start(String kind, @Nullable MeasuredTls tls) throws IOException {
        ServerConfig config = tls == null ? ServerConfig.DEFAULT : ServerConfig.DEFAULT.withTls(tls.server());
        return switch (kind) {
            case "child" -> Child.start(config, CpuPlacement.ofThisFork());
            case "embedded" -> Embedded.start(config, CpuPlacement.ofThisFork());
            default ->
                throw new IllegalArgumentException("there is no server '" + kind + "'; choose one of child, embedded");
        };
    }

    /// Where the server is found, without a path.
    String url();

    /// The port listened on.
    int port();

    /// What the server counted so far.
    Counters counters();

    /// Processor time of the server's own process so far; empty if it has none, or the system does not tell.
    Optional<Duration> cpu();

    @Override
    void close();

    /// In a process of its own: its work shares neither heap nor compiler with what is measured.
    record Child(ServerProcess process) implements MeasuredServer {
        static Child start(ServerConfig config, CpuPlacement placement) throws IOException {
            ServerProcess process = ServerProcess.start(config);
            try {
                placement.apply(CpuPlacement.Role.SERVER, process.pid());
            } catch (IOException e) {
                process.close();
                throw e;
            }
            return new Child(process);
        }

        @Override
        public String url() {
            return process.url();
        }

        @Override
        public int port() {
            return process.port();
        }

        @Override
        public Counters counters() {
            return process.counters();
        }

        @Override
        public Optional<Duration> cpu() {
            return ProcessHandle.of(process.pid())
                    .flatMap(handle -> handle.info().totalCpuDuration());
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /// In this process: what it costs is measured together with the client.
    record Embedded(LoopbackServer server) implements MeasuredServer {
        static Embedded start(ServerConfig config, CpuPlacement placement) throws IOException {
            if (placement.sets().containsKey(CpuPlacement.Role.SERVER)) {
                throw new IOException("an embedded server runs where the client does: leave it out of --cpus");
            }
            return new Embedded(LoopbackServer.start(config));
        }

        @Override
        public String url() {
            return server.url();
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public Counters counters() {
            return server.counters();
        }

        @Override
        public Optional<Duration> cpu() {
            return Optional.empty();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
