package wirebench.jmh.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.config.TlsConfig;
import wirebench.client.config.TlsTrust;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Protocol;
import wirebench.server.tls.ServerTls;

/// How both ends of a measurement speak TLS: the server shows what an authority of this JVM has issued, and clients
/// trust that authority alone. Immutable.
///
/// @param authority made for the measurement
/// @param server what the server shows, in one version
/// @param certificate the authority's, as a file for our clients, which goes when the JVM ends
public record MeasuredTls(TestAuthority authority, ServerTls server, Path certificate) {
    /// Makes keys and certificates.
    ///
    /// @param version `tls12` or `tls13`
    /// @param key `rsa-2048` or `p-256`: the server's, and the authority's
    /// @throws IOException if the file cannot be written
    public static MeasuredTls of(String version, String key) throws IOException {
        Protocol protocol = protocol(version);
        KeyType keyType = keyType(key);
        TestAuthority authority = TestAuthority.create(keyType);
        ServerTls server = ServerTls.of(
                authority.issue(CertificateRequest.forServer(keyType)).as(Identity::new));
        Path certificate = Files.createTempFile("wirebench-authority-", ".pem");
        certificate.toFile().deleteOnExit();
        Files.writeString(certificate, authority.certificatePem());
        return new MeasuredTls(authority, server.withProtocols(Set.of(protocol)), certificate);
    }

    private static Protocol protocol(String version) {
        return switch (version) {
            case "tls12" -> Protocol.TLS_1_2;
            case "tls13" -> Protocol.TLS_1_3;
            default ->
                throw new IllegalArgumentException("there is no version '" + version + "'; choose one of tls12, tls13");
        };
    }

    private static KeyType keyType(String key) {
        return switch (key) {
            case "rsa-2048" -> KeyType.RSA_2048;
            case "p-256" -> KeyType.P_256;
            default ->
                throw new IllegalArgumentException("there is no key '" + key + "'; choose one of rsa-2048, p-256");
        };
    }

    /// Makes a client trust the authority.
    TlsConfig trusted(TlsConfig config) {
        return config.withTrust(new TlsTrust.InFile(certificate, ""));
    }
}
