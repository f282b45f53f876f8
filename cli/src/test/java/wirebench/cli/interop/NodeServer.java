package wirebench.cli.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Node's http module, in a process that ends with its standard input.
final class NodeServer implements RunningServer {
    private final ChildProcess process;
    private final Map<Door, Integer> ports;

    private NodeServer(ChildProcess process, Map<Door, Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    static NodeServer start(Path program, Site site) throws IOException {
        Path folder = Files.createDirectories(site.folder().resolveSibling("node"));
        Path script = folder.resolve("server.js");
        try (InputStream source = NodeServer.class.getResourceAsStream("server.js")) {
            Files.copy(Objects.requireNonNull(source), script, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = List.of(
                program.toString(),
                script.toString(),
                site.folder().toString(),
                String.valueOf(Door.BRIEF_IDLE_MILLIS),
                String.valueOf(Door.FEW_REQUESTS));
        ChildProcess process = ChildProcess.start(command, folder.resolve("stderr.log"));
        try {
            return new NodeServer(process, ports(process.line()));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /// The ports in the order of the doors.
    private static Map<Door, Integer> ports(String line) {
        String[] numbers = line.split(" ", -1);
        Map<Door, Integer> ports = new EnumMap<>(Door.class);
        for (Door door : Door.values()) {
            ports.put(door, Integer.valueOf(numbers[door.ordinal()]));
        }
        return ports;
    }

    @Override
    public int port(Door door) {
        return Objects.requireNonNull(ports.get(door));
    }

    @Override
    public void close() {
        process.close();
    }
}
