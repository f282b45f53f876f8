package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.ClientProvider;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.Identity;
import wirebench.server.tls.ServerTls;

/// Certificates for very many names. In processes of their own, since the JDK asks once how much is taken.
class ManyNamesTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);
    private static final Identity FAMOUS = AUTHORITY
            .issue(CertificateRequest.forServer(KeyType.P_256)
                    .withHosts(
                            IntStream.range(0, 6_000)
                                    .mapToObj(i -> "n" + i + ".example.org")
                                    .toList(),
                            List.of(InetAddress.ofLiteral("127.0.0.1"))))
            .as(Identity::new);

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void certificateBeyond32KilobytesIsTaken(String client, @TempDir Path folder) throws Exception {
        CommandRun run = send(client, folder);

        assertThat(FAMOUS.certificate().getEncoded().length).isGreaterThan(100_000);
        assertThat(run).isEqualTo(new CommandRun(0, "Hello, World!", ""));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void certificateBeyondTheLimitIsToldAsSuch(String client, @TempDir Path folder) throws Exception {
        CommandRun run = send(client, folder, "-Djdk.tls.maxHandshakeMessageSize=32768");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("its certificates take more octets", "-Djdk.tls.maxHandshakeMessageSize=")
                .hasLineCount(1);
    }

    private static CommandRun send(String client, Path folder, String... jvmOptions) throws Exception {
        Path authority = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withTls(ServerTls.of(FAMOUS)))) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(List.of(jvmOptions));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Wirebench.class.getName()));
            command.addAll(List.of("send", "--client", client, "--cacert", authority.toString()));
            command.add(server.url() + "/plaintext");
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandRun(process.waitFor(), out, err);
        }
    }
}
