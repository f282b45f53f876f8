package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.Scenario;
import wirebench.server.tls.Pem;

class ServeTest {
    @Test
    void endsWhenItsInputEnds() {
        CommandRun run = CommandRun.of("serve", "--until-stdin-closes");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("listening http://127\\.0\\.0\\.1:\\d+\n");
        assertThat(run.err()).startsWith("served 0 exchanges").hasLineCount(1);
    }

    @Test
    void listsEveryScenario() {
        CommandRun run = CommandRun.of("serve", "--list");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(Scenario.values().length);
        assertThat(Arrays.asList(Scenario.values()))
                .allSatisfy(scenario -> assertThat(run.out()).contains(scenario.path(), scenario.sentence()));
    }

    @Test
    void everyConnectionFaultIsInItsHelpAndCanBeAskedFor() {
        String help = CommandRun.of("serve", "--help").out();
        for (ConnectionFault fault : ConnectionFault.values()) {
            assertThat(help).contains(fault.label());
            CommandRun run = CommandRun.of("serve", "--tls", "--fault", fault.label(), "--until-stdin-closes");
            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("listening https://");
        }
    }

    @Test
    void terminationSignalEndsItWithSuccessAndItsCounts() throws IOException, InterruptedException {
        Process serve = start("serve");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            String url = out.readLine().replace("listening ", "");
            assertThat(CommandRun.of("send", url + "/plaintext").out()).isEqualTo("Hello, World!");
            serve.toHandle().destroy();
            assertThat(serve.waitFor()).isZero();
            assertThat(text(serve.getErrorStream()))
                    .startsWith("served 1 exchanges")
                    .hasLineCount(1);
        } finally {
            serve.destroyForcibly();
        }
    }

    @Test
    void theFileOfAnAuthorityThatWasMadeForAServerGoesWithIt() throws Exception {
        Process serve = start("serve", "--tls");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8);
                BufferedReader said = serve.errorReader(StandardCharsets.UTF_8)) {
            Path authority = Path.of(said.readLine().replaceFirst(".*--cacert ", ""));
            assertThat(out.readLine()).startsWith("listening https://");
            assertThat(authority).isRegularFile();
            serve.toHandle().destroy();
            assertThat(serve.waitFor()).isZero();
            assertThat(authority).doesNotExist();
        } finally {
            serve.destroyForcibly();
        }
    }

    @Test
    void tlsIsSpokenWithACertificateOfTheAuthorityThatIsTold(@TempDir Path folder) throws Exception {
        Path authority = folder.resolve("ca.pem");
        Process serve =
                start("serve", "--tls-ca", authority.toString(), "--tls-version", "1.2", "--until-stdin-closes");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            String url = out.readLine().replace("listening ", "");
            assertThat(url).matches("https://127\\.0\\.0\\.1:\\d+");
            try (SSLSocket socket = connect(authority, URI.create(url).getPort())) {
                socket.getOutputStream().write("GET /plaintext HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(text(socket.getInputStream())).endsWith("Hello, World!");
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
            }
            serve.getOutputStream().close();
            assertThat(serve.waitFor()).isZero();
            assertThat(text(serve.getErrorStream())).contains("send --cacert " + authority);
        } finally {
            serve.destroyForcibly();
        }
    }

    private static SSLSocket connect(Path authority, int port) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", Pem.readCertificates(authority).getFirst());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    }

    @Test
    void tlsOptionsThatCannotBeFollowedAreMisuseInOneLine(@TempDir Path folder) {
        String missing = folder.resolve("missing.pem").toString();
        assertMisuse("no such file: " + missing, "--cert", missing, "--key", missing);
        assertMisuse("--cert and --key are needed together", "--cert", missing);
        assertMisuse("--tls-version is 1.2 or 1.3, not 1.1", "--tls", "--tls-version", "1.1");
        assertMisuse("no such file: " + missing, "--tls", "--client-ca", missing);
        assertMisuse("give one of them", "--tls", "--cert", missing, "--key", missing);
        assertMisuse("choose one of none, silence,", "--fault", "SILENCE");
        assertMisuse("--fault-period needs --fault flapping", "--fault-period", "1s");
        assertMisuse("truncated-record needs TLS", "--fault", "truncated-record");
        assertMisuse("must be positive", "--swap-certificate", "0s");
        assertMisuse("bearerToken", "--bearer", "two words");
    }

    private static void assertMisuse(String complaint, String... options) {
        CommandRun run = CommandRun.of(
                Stream.concat(Stream.of("serve"), Stream.of(options)).toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(complaint);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Wirebench.class.getName());
        builder.command().addAll(Arrays.asList(arguments));
        return builder.start();
    }
}
