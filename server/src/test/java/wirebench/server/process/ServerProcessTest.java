package wirebench.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.server.Await;
import wirebench.server.CountersTest;
import wirebench.server.LoopbackServer;
import wirebench.server.RawClient;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.ClientAuthentication;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Protocol;
import wirebench.server.tls.ServerTls;
import wirebench.server.tls.Shown;

class ServerProcessTest {
    private static final long LIMIT_SECONDS = 30;

    @Test
    void processAnswersCountsAndEnds() throws Exception {
        ProcessHandle handle;
        try (ServerProcess server = ServerProcess.start(ServerConfig.DEFAULT.withLoops(2))) {
            handle = ProcessHandle.of(server.pid()).orElseThrow();
            assertThat(server.alive()).isTrue();
            assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port());
            try (RawClient client = RawClient.open(server.port())) {
                RawClient.Response response = client.exchange(RawClient.get("/plaintext"));
                assertThat(response.body()).isEqualTo("Hello, World!");
                assertThat(server.counters()).isEqualTo(CountersTest.traffic(1, 1, client.sent(), client.received()));
            }
        }
        handle.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void processSpeaksTlsAndCountsWithoutAConnection() throws IOException {
        TestAuthority authority = TestAuthority.create(KeyType.P_256);
        Identity client = authority
                .issue(CertificateRequest.forClient("somebody", KeyType.P_256))
                .as(Identity::new);
        ServerTls tls = ServerTls.of(authority
                        .issue(CertificateRequest.forServer(KeyType.P_256))
                        .as(Identity::new))
                .withProtocols(Set.of(Protocol.TLS_1_3))
                .withClientAuthentication(ClientAuthentication.REQUIRED, List.of(authority.certificate()));
        try (ServerProcess server = ServerProcess.start(ServerConfig.DEFAULT.withTls(tls));
                RawClient raw = RawClient.secure(server.port(), Shown.context(authority.certificate(), client))) {
            assertThat(server.url()).isEqualTo("https://127.0.0.1:" + server.port());
            assertThat(raw.exchange(RawClient.get("/plaintext")).body()).isEqualTo("Hello, World!");
            assertThat(raw.tls().getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(server.counters().exchanges()).isOne();
            assertThat(server.counters().handshakes()).isOne();
        }
    }

    @Test
    void closedProcessIsNotAliveAndCannotBeAsked() throws IOException {
        ServerProcess server = ServerProcess.start(ServerConfig.DEFAULT);
        server.close();
        server.close();
        assertThat(server.alive()).isFalse();
        assertThatThrownBy(server::counters)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot ask " + server.url());
    }

    @Test
    void terminationSignalEndsTheProcess() throws Exception {
        try (ServerProcess server = ServerProcess.start(ServerConfig.DEFAULT);
                RawClient client = RawClient.open(server.port())) {
            client.exchange(RawClient.get("/plaintext"));
            ProcessHandle handle = ProcessHandle.of(server.pid()).orElseThrow();
            handle.destroy();
            assertThat(client.rest()).isEmpty(); // an end, not a reset: the server closed its connections
            handle.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(server.alive()).isFalse();
        }
    }

    @Test
    void portInUseIsToldByTheParent() throws IOException {
        try (LoopbackServer first = LoopbackServer.start(ServerConfig.DEFAULT)) {
            ServerConfig same = ServerConfig.DEFAULT.withPort(first.port());
            assertThatThrownBy(() -> ServerProcess.start(same))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port());
        }
    }

    /// Starts a server and waits to be killed.
    static final class Parent {
        public static void main(String[] arguments) throws IOException {
            ServerProcess server = ServerProcess.start(ServerConfig.DEFAULT);
            System.out.println(server.pid());
            System.in.read();
        }
    }

    @Test
    void processEndsWhenItsParentIsKilled() throws Exception {
        String classPath = classes().toString() + System.getProperty("path.separator") + testClasses();
        Process parent = java(classPath, Parent.class.getName());
        try (BufferedReader reader = parent.inputReader()) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
            assertThat(server.isAlive()).isTrue();
            parent.destroyForcibly();
            Await.until(() -> !server.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void processAlsoStartsFromAJar(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("with space.jar");
        pack(classes(), jar);
        String classPath = jar + System.getProperty("path.separator") + testClasses();
        Process parent = java(classPath, Parent.class.getName());
        try (BufferedReader reader = parent.inputReader()) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
            parent.getOutputStream().close();
            Await.until(() -> !server.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }

    private static Process java(String classPath, String mainClass) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xmx32m", "-XX:+UseSerialGC", "-cp", classPath, mainClass)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private static Path classes() throws Exception {
        return Path.of(ServerMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Path testClasses() throws Exception {
        return Path.of(ServerProcessTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
