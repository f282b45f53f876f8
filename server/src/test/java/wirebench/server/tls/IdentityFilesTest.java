package wirebench.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;

class IdentityFilesTest {
    @TempDir
    private Path folder;

    private Path chainFile;
    private Path keyFile;

    @BeforeEach
    void nameFiles() {
        chainFile = folder.resolve("chain.pem");
        keyFile = folder.resolve("key.pem");
    }

    private static Identity identity(KeyType keyType) {
        return TestAuthority.create(keyType)
                .intermediate(keyType)
                .issue(CertificateRequest.forServer(keyType))
                .as(Identity::new);
    }

    @ParameterizedTest
    @EnumSource
    void pemFilesHoldTheWholeIdentity(KeyType keyType) throws IOException {
        Identity identity = identity(keyType);
        identity.writePem(chainFile, keyFile);
        assertThat(Identity.readPem(chainFile, keyFile)).isEqualTo(identity);
        assertThat(Files.readString(chainFile)).isEqualTo(identity.chainPem());
        assertThat(Files.readAllLines(chainFile)).allMatch(line -> line.length() <= 64);
    }

    @ParameterizedTest
    @EnumSource
    void pkcs12FileHoldsTheWholeIdentity(KeyType keyType) throws IOException {
        Identity identity = identity(keyType);
        Path file = folder.resolve("identity.p12");
        identity.writePkcs12(file, "secret");
        assertThat(Identity.readPkcs12(file, "secret")).isEqualTo(identity);
        assertThatThrownBy(() -> Identity.readPkcs12(file, "wrong"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read " + file + " as PKCS #12");
    }

    @Test
    void keyFilesAreTheOwnersOnly() throws IOException {
        Identity identity = identity(KeyType.P_256);
        Path file = folder.resolve("identity.p12");
        identity.writePem(chainFile, keyFile);
        identity.writePkcs12(file, "secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLeftBesideTheFiles() throws IOException {
        identity(KeyType.P_256).writePem(chainFile, keyFile);
        identity(KeyType.P_256).writePem(chainFile, keyFile);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(chainFile, keyFile);
        }
    }

    @Test
    void keyOfAnotherCertificateIsTold() throws IOException {
        identity(KeyType.P_256).writePem(chainFile, keyFile);
        identity(KeyType.P_256).writePem(folder.resolve("other.pem"), keyFile);
        assertRefused("the key in " + keyFile + " is not that of the first certificate in " + chainFile);
        identity(KeyType.RSA_2048).writePem(folder.resolve("other.pem"), keyFile);
        assertRefused(keyFile + " holds no EC key, which the certificate is for");
    }

    @Test
    void filesThatAreNoneOfOursAreToldByName() throws IOException {
        assertRefused("no such file: " + chainFile);
        Files.writeString(chainFile, "hello");
        assertRefused(chainFile + " has no line -----BEGIN CERTIFICATE-----");
        Files.writeString(chainFile, "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n");
        assertRefused(chainFile + " holds a certificate that cannot be read");
        identity(KeyType.P_256).writePem(chainFile, keyFile);
        Files.writeString(keyFile, "-----BEGIN PRIVATE KEY-----\na\n-----END PRIVATE KEY-----\n");
        assertRefused(keyFile + " is not base64");
        Files.delete(keyFile);
        Files.createDirectory(keyFile);
        assertRefused("cannot read " + keyFile);
    }

    @Test
    void keyIsNotToldByToString() {
        assertThat(identity(KeyType.P_256)).hasToString("Identity[CN=localhost]");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Identity.readPem(chainFile, keyFile))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(message);
    }
}
