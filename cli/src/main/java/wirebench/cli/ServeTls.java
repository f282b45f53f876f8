package wirebench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.ClientAuthentication;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Pem;
import wirebench.server.tls.Protocol;
import wirebench.server.tls.ServerTls;

/// The options of `serve` about TLS.
final class ServeTls {
    @Option(names = "--tls", description = "Speak TLS, with a certificate made for it now.")
    private boolean made;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Where to write the authority's certificate, for send --cacert (default: a new file below the"
                    + " folder for temporary ones). Implies --tls.")
    private @Nullable Path authorityFile;

    @Option(names = "--cert", paramLabel = "FILE", description = "Speak TLS with this chain of certificates (PEM).")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "The key of --cert (PEM, PKCS #8, not encrypted).")
    private @Nullable Path key;

    @Option(
            names = "--tls-version",
            paramLabel = "V",
            split = ",",
            description = "Version to speak, 1.2 or 1.3; may be repeated (default: both).")
    private List<String> versions = List.of();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Require clients to show a certificate that one of these authorities has issued (PEM).")
    private @Nullable Path clientAuthorities;

    @Option(
            names = "--swap-certificate",
            paramLabel = "TIME",
            description = "Show another certificate of the same authority every TIME. Implies --tls.")
    private @Nullable Duration swapPeriod;

    private @Nullable TestAuthority authority; // that issues the certificates made here
    private @Nullable Path temporary; // where it is, if nobody said where

    boolean wanted() {
        return made
                || authorityFile != null
                || swapPeriod != null
                || certificate != null
                || key != null
                || clientAuthorities != null
                || !versions.isEmpty();
    }

    /// Starts a server with what the options say.
    ///
    /// @param config all but TLS
    /// @param err is told where the authority's certificate was written
    /// @throws Misuse if they contradict each other, or a file cannot be used
    LoopbackServer start(ServerConfig config, PrintStream err) throws IOException {
        Duration period = swapPeriod;
        if (period != null && !period.isPositive()) {
            throw new Misuse("--swap-certificate must be positive");
        }
        LoopbackServer server = LoopbackServer.start(config.withTls(configuration(err)));
        TestAuthority issuer = authority;
        if (period != null && issuer != null) {
            server.swapIdentities(
                    period,
                    () -> issuer.issue(CertificateRequest.forServer(KeyType.P_256))
                            .as(Identity::new));
        }
        return server;
    }

    /// What the options say.
    ///
    /// @param err is told where the authority's certificate was written
    /// @throws Misuse if they contradict each other, or a file cannot be used
    private ServerTls configuration(PrintStream err) {
        try {
            ServerTls tls = ServerTls.of(identity(err)).withProtocols(protocols());
            return clientAuthorities == null
                    ? tls
                    : tls.withClientAuthentication(
                            ClientAuthentication.REQUIRED, Pem.readCertificates(clientAuthorities));
        } catch (IOException e) {
            throw new Misuse(TerminalText.of(e));
        }
    }

    private Identity identity(PrintStream err) throws IOException {
        if (certificate != null && key != null) {
            if (made || authorityFile != null || swapPeriod != null) {
                throw new Misuse("--tls makes a certificate, and --cert brings one; give one of them");
            }
            return Identity.readPem(certificate, key);
        }
        if (certificate != null || key != null) {
            throw new Misuse("--cert and --key are needed together");
        }
        TestAuthority issuer = TestAuthority.create(KeyType.P_256);
        authority = issuer;
        Path file = authorityFile == null ? temporaryFile() : authorityFile;
        Pem.writeCertificates(file, List.of(issuer.certificate()));
        err.println("the certificate is issued by the authority in " + file + ": wirebench send --cacert " + file);
        err.flush();
        return issuer.issue(CertificateRequest.forServer(KeyType.P_256)).as(Identity::new);
    }

    /// Of use for as long as the server runs.
    private Path temporaryFile() throws IOException {
        Path file = Files.createTempFile("wirebench-ca-", ".pem");
        temporary = file;
        return file;
    }

    /// Takes away what was of use while the server ran. A JVM that is halted would leave it.
    void discard() {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException _) {
                // a certificate that nobody will use; the system empties its folder some day
            }
        }
    }

    private Set<Protocol> protocols() {
        if (versions.isEmpty()) {
            return EnumSet.allOf(Protocol.class);
        }
        Set<Protocol> protocols = new HashSet<>();
        for (String version : versions) {
            protocols.add(
                    switch (version) {
                        case "1.2" -> Protocol.TLS_1_2;
                        case "1.3" -> Protocol.TLS_1_3;
                        default -> throw new Misuse("--tls-version is 1.2 or 1.3, not " + version);
                    });
        }
        return protocols;
    }
}
