package wirebench.cli.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Debian's nginx as one process, with a configuration, folders and logs of its own.
final class NginxServer implements RunningServer {
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final int MOST_PAUSES = 5_000;

    private final ChildProcess process;
    private final Map<Door, Integer> ports;

    private NginxServer(ChildProcess process, Map<Door, Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /// Starts it on ports that are free. Since another program may take one before nginx does, there are some
    /// attempts.
    static NginxServer start(Path program, Site site) throws IOException {
        Path folder = Files.createDirectories(site.folder().resolveSibling("nginx"));
        Files.createDirectories(folder.resolve("temp"));
        Files.createDirectories(folder.resolve("store"));
        for (int attempt = 1; ; attempt++) {
            NginxServer server = launch(program, site, folder);
            if (server.listens()) {
                return server;
            }
            server.close();
            if (attempt == ATTEMPTS) {
                throw new IOException("nginx does not start: " + said(folder));
            }
        }
    }

    private static String said(Path folder) throws IOException {
        Path log = folder.resolve("error.log");
        return Files.readString(folder.resolve("stderr.log")) + (Files.exists(log) ? Files.readString(log) : "");
    }

    private static NginxServer launch(Path program, Site site, Path folder) throws IOException {
        Map<Door, Integer> ports = freePorts();
        Path configuration = folder.resolve("nginx.conf");
        Path log = folder.resolve("error.log");
        Files.writeString(configuration, configuration(site, folder, ports));
        List<String> command = List.of(
                program.toString(), "-p", folder.toString(), "-c", configuration.toString(), "-e", log.toString());
        return new NginxServer(ChildProcess.startWatched(command, folder.resolve("stderr.log")), ports);
    }

    @Override
    public int port(Door door) {
        return Objects.requireNonNull(ports.get(door));
    }

    @Override
    public void close() {
        process.close();
    }

    /// All doors open at once, and there is no other way to learn when.
    private boolean listens() {
        for (int pauses = 0; process.alive() && pauses < MOST_PAUSES; pauses++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(Door.PATIENT)));
                return true;
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return false;
    }

    private static Map<Door, Integer> freePorts() throws IOException {
        Map<Door, Integer> ports = new EnumMap<>(Door.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Door door : Door.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(door, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    private static String configuration(Site site, Path folder, Map<Door, Integer> ports) throws IOException {
        // Started by root, nginx would read the site as a user who may not enter a temporary folder.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        String text = template()
                .replace("@user@", user)
                .replace("@folder@", folder.toString())
                .replace("@site@", site.folder().toString())
                .replace("@fields@", fields())
                .replace("@chunked@", chunked(site))
                .replace("@briefIdleMillis@", String.valueOf(Door.BRIEF_IDLE_MILLIS))
                .replace("@fewRequests@", String.valueOf(Door.FEW_REQUESTS));
        for (Map.Entry<Door, Integer> port : ports.entrySet()) {
            text = text.replace(
                    "@" + port.getKey().name().toLowerCase(Locale.ROOT) + "@",
                    port.getValue().toString());
        }
        return text;
    }

    private static String template() throws IOException {
        try (InputStream template = NginxServer.class.getResourceAsStream("nginx.conf")) {
            return new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String fields() {
        return IntStream.range(0, Site.FIELD_COUNT)
                .mapToObj(i -> "            add_header X-Field-" + i + " \"value " + i + "\";")
                .collect(Collectors.joining("\n"));
    }

    /// nginx sends a chunk for each output buffer that a filter of unknown length leaves.
    private static String chunked(Site site) {
        return Site.CHUNKS.stream()
                .map(chunks -> """
                                location = /%s {
                                    alias %s/%s;
                                    sendfile off;
                                    output_buffers 1 %d;
                                    sub_filter_types *;
                                    sub_filter 'what the file does not hold' '';
                                }""".formatted(chunks.file(), site.folder(), chunks.file(), chunks.size()))
                .collect(Collectors.joining("\n"));
    }
}
