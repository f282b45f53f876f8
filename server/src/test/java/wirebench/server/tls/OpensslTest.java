package wirebench.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;

/// What somebody else's reader makes of what is written here.
class OpensslTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path chain;
    private Path key;

    @BeforeAll
    static void opensslMustBeThere() {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
        assumeTrue(there, "no openssl on the PATH, so nothing is compared with it");
    }

    @BeforeEach
    void nameFiles() {
        root = folder.resolve("root.pem");
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
    }

    @ParameterizedTest
    @EnumSource
    void opensslReadsWhatTheCertificateSays(KeyType keyType) throws Exception {
        write(TestAuthority.create(keyType), CertificateRequest.forServer(keyType));
        assertThat(openssl("x509", "-in", chain.toString(), "-noout", "-text"))
                .contains("Version: 3 (0x2)")
                .contains("Issuer: CN = wirebench test authority")
                .contains("Subject: CN = localhost")
                .contains("X509v3 Basic Constraints: critical\n                CA:FALSE")
                .contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1")
                .contains("TLS Web Server Authentication")
                .contains("X509v3 Authority Key Identifier")
                .containsPattern("X509v3 Key Usage: critical\n *Digital Signature");
    }

    @ParameterizedTest
    @EnumSource
    void opensslVerifiesTheChainAndTheKey(KeyType keyType) throws Exception {
        TestAuthority authority = TestAuthority.create(KeyType.RSA_2048);
        TestAuthority intermediate = authority.intermediate(keyType);
        write(authority, CertificateRequest.forServer(keyType));
        intermediate
                .issue(CertificateRequest.forServer(keyType))
                .as(Identity::new)
                .writePem(chain, key);
        List<String> verify = List.of("verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", root.toString());
        String[] whole = {"-untrusted", chain.toString(), chain.toString()};
        assertThat(openssl(Stream.concat(verify.stream(), Stream.of(whole)).toArray(String[]::new)))
                .contains(": OK");
        assertThat(openssl(Stream.concat(verify.stream(), Stream.of(chain.toString()))
                        .toArray(String[]::new)))
                .contains("unable to get local issuer certificate");
        assertThat(openssl("pkey", "-in", key.toString(), "-pubout"))
                .isEqualTo(openssl("x509", "-in", chain.toString(), "-noout", "-pubkey"));
    }

    private void write(TestAuthority authority, CertificateRequest request) throws IOException {
        Files.writeString(root, authority.certificatePem());
        authority.issue(request).as(Identity::new).writePem(chain, key);
    }

    private static String openssl(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("openssl"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
