package wirebench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.Identity;
import wirebench.server.tls.ServerTls;

/// The server of tests behind TLS, and what a client must be told to trust it. Certificates are made anew by each
/// process. Stateless.
public final class SecureServer {
    /// Issues all certificates that clients are to trust.
    public static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);

    private static final Identity IDENTITY =
            AUTHORITY.issue(CertificateRequest.forServer(KeyType.P_256)).as(Identity::new);
    private static final Path TRUSTED = file("authority.pem", AUTHORITY.certificatePem());

    private SecureServer() {}

    /// Who the server is.
    public static ServerTls tls() {
        return ServerTls.of(IDENTITY);
    }

    /// How the server is set up.
    public static ServerConfig config() {
        return ServerConfig.DEFAULT.withTls(tls());
    }

    /// Has a client trust the server.
    public static ClientConfig trusted(ClientConfig config) {
        return config.withTls(tls -> tls.withTrust(new TlsTrust.InFile(TRUSTED, "")));
    }

    /// The same, unless it was told whom to trust or who it is, or what to do without.
    static ClientConfig trustedUnlessTold(ClientConfig config) {
        return config.tls().equals(ClientConfig.DEFAULT.tls()) ? trusted(config) : config;
    }

    /// Has a client also say who it is.
    public static ClientConfig identified(ClientConfig config, Identity client) {
        Path certificates = file("client.pem", client.chainPem());
        Path key = file("client-key.pem", client.keyPem());
        return trusted(config).withTls(tls -> tls.withIdentity(new TlsIdentity(certificates, key, "")));
    }

    private static Path file(String name, String text) {
        try {
            Path file = Files.createTempFile("wirebench-", "-" + name);
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
