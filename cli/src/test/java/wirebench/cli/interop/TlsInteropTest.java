package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;
import wirebench.client.config.TlsVersion;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.Identity;
import wirebench.server.tls.ServerTls;

/// TLS with servers and a client that are built on another library.
class TlsInteropTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);
    private static final int BODY_OCTETS = 300_000;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final int MOST_PAUSES = 2_000;

    @TempDir
    private Path folder;

    static Stream<Arguments> clients() {
        return ClientProvider.all().stream()
                .flatMap(client -> Stream.of(TlsVersion.values())
                        .flatMap(version ->
                                Stream.of(KeyType.values()).map(key -> Arguments.of(client.name(), version, key))));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void nginxIsUnderstood(String name, TlsVersion version, KeyType key) throws Exception {
        Path nginx = program("nginx");
        writeCertificates(key);
        int port = freePort();
        int askingPort = freePort();
        try (ChildProcess process = startNginx(nginx, port, askingPort);
                HttpClient client = ClientProvider.named(name).open(config(version))) {
            awaitListening(process, port);
            String url = "https://localhost:" + port;

            assertThat(client.send(get(url + "/body")).body()).hasSize(BODY_OCTETS);
            assertThat(client.send(get(url + "/session")).text())
                    .isEqualTo(version.protocol() + " . localhost http/1.1");
            assertThat(client.pool().created()).isEqualTo(1);
            client.send(get(url + "/close"));
            assertThat(client.send(get(url + "/session")).text())
                    .isEqualTo(version.protocol() + " r localhost http/1.1");
            assertThat(client.send(get("https://localhost:" + askingPort + "/")).text())
                    .isEqualTo("CN=me");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void opensslServerIsUnderstood(String name, TlsVersion version, KeyType key) throws Exception {
        Path openssl = program("openssl");
        writeCertificates(key);
        int port = freePort();
        List<String> command = List.of(
                openssl.toString(),
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                file("server.pem"),
                "-key",
                file("server.key"),
                "-www",
                "-quiet",
                version == TlsVersion.TLS_1_2 ? "-tls1_2" : "-tls1_3");
        try (ChildProcess process = ChildProcess.startWatched(command, folder.resolve("openssl.log"));
                HttpClient client = ClientProvider.named(name).open(config(version))) {
            awaitListening(process, port);

            HttpResponse response = client.send(get("https://localhost:" + port + "/"));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).contains(version.protocol());
        }
    }

    @Test
    void opensslClientUnderstandsTheLoopbackServer() throws Exception {
        Path openssl = program("openssl");
        writeCertificates(KeyType.RSA_2048);
        ServerTls tls = ServerTls.of(
                AUTHORITY.issue(CertificateRequest.forServer(KeyType.RSA_2048)).as(Identity::new));
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withTls(tls))) {
            for (String version : List.of("-tls1_2", "-tls1_3")) {
                Process process = new ProcessBuilder(
                                openssl.toString(),
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + server.port(),
                                "-CAfile",
                                file("authority.pem"),
                                "-verify_return_error",
                                "-quiet",
                                "-alpn",
                                "http/1.1",
                                version)
                        .redirectError(folder.resolve("client.log").toFile())
                        .start();
                process.getOutputStream()
                        .write("GET /plaintext HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().flush();

                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

                process.getOutputStream().close();
                assertThat(process.waitFor()).isZero();
                assertThat(said).startsWith("HTTP/1.1 200 OK").endsWith("Hello, World!");
            }
        }
    }

    private ClientConfig config(TlsVersion version) {
        return ClientConfig.DEFAULT.withTls(
                tls -> tls.withTrust(new TlsTrust.InFile(folder.resolve("authority.pem"), ""))
                        .withIdentity(new TlsIdentity(folder.resolve("client.pem"), folder.resolve("client.key"), ""))
                        .withVersions(EnumSet.of(version)));
    }

    private void writeCertificates(KeyType key) throws IOException {
        Files.writeString(folder.resolve("authority.pem"), AUTHORITY.certificatePem());
        AUTHORITY
                .issue(CertificateRequest.forServer(key))
                .as(Identity::new)
                .writePem(folder.resolve("server.pem"), folder.resolve("server.key"));
        AUTHORITY
                .issue(CertificateRequest.forClient("me", key))
                .as(Identity::new)
                .writePem(folder.resolve("client.pem"), folder.resolve("client.key"));
    }

    private ChildProcess startNginx(Path nginx, int port, int askingPort) throws IOException {
        Files.writeString(folder.resolve("body"), "x".repeat(BODY_OCTETS));
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log; %4$s
                events { worker_connections 64; }
                http {
                  access_log off; client_body_temp_path %1$s/1; proxy_temp_path %1$s/2; fastcgi_temp_path %1$s/3;
                  uwsgi_temp_path %1$s/4; scgi_temp_path %1$s/5;
                  ssl_certificate %1$s/server.pem; ssl_certificate_key %1$s/server.key;
                  ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:sessions:1m; ssl_session_tickets on;
                  server {
                    listen 127.0.0.1:%2$d ssl; root %1$s;
                    location /session { return 200 "$ssl_protocol $ssl_session_reused $ssl_server_name $ssl_alpn_protocol"; }
                    location /close { keepalive_timeout 0; return 200 "closed"; }
                  }
                  server {
                    listen 127.0.0.1:%3$d ssl; ssl_client_certificate %1$s/authority.pem; ssl_verify_client on;
                    location / { return 200 "$ssl_client_s_dn"; }
                  }
                }
                """.formatted(folder, port, askingPort, user));
        return ChildProcess.startWatched(
                List.of(nginx.toString(), "-p", folder.toString(), "-c", file("nginx.conf"), "-e", file("error.log")),
                folder.resolve("nginx.log"));
    }

    private static void awaitListening(ChildProcess process, int port) throws IOException {
        for (int pauses = 0; process.alive() && pauses < MOST_PAUSES; pauses++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new IOException("nothing listens on " + port);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static Path program(String name) {
        Optional<Path> program = ServerKind.program(name);
        assumeThat(program).as("there is no %s on the path", name).isPresent();
        return program.orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpRequest get(String url) {
        return HttpRequest.get(url);
    }
}
