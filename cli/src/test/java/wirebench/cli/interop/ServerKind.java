package wirebench.cli.interop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The servers that the clients are proven against.
enum ServerKind {
    NGINX("nginx"),
    JETTY(""),
    JDK(""),
    NODE("node"),
    PYTHON("python3");

    /// Where Debian installs servers, which is on root's path alone.
    private static final String SERVERS = "/usr/sbin";

    private final String program;

    ServerKind(String program) {
        this.program = program;
    }

    /// Why it cannot be started on this machine; empty if it can.
    Optional<String> absence() {
        boolean present = program.isEmpty() || program().isPresent();
        return present ? Optional.empty() : Optional.of("there is no " + program + " on the path");
    }

    RunningServer start(Site site) throws Exception {
        return switch (this) {
            case NGINX -> NginxServer.start(program().orElseThrow(), site);
            case JETTY -> JettyServer.start(site);
            case JDK -> JdkServer.start(site);
            case NODE -> NodeServer.start(program().orElseThrow(), site);
            case PYTHON -> PythonServer.start(program().orElseThrow(), site);
        };
    }

    private Optional<Path> program() {
        return program(program);
    }

    /// Finds a program on the path, or where Debian installs servers.
    static Optional<Path> program(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of(SERVERS))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
