package wirebench.server.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wirebench.server.tls.ClientAuthentication;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Pem;
import wirebench.server.tls.Protocol;
import wirebench.server.tls.ServerTls;

/// The options of [ServerMain] about TLS, both ways. Secrets are in files, so that a list of processes shows none.
final class TlsOptions {
    static final String PREFIX = "--tls-";

    private static final String CERTIFICATE = "--tls-cert";
    private static final String KEY = "--tls-key";
    private static final String PROTOCOLS = "--tls-protocols";
    private static final String CLIENT_AUTHENTICATION = "--tls-client-authentication";
    private static final String CLIENT_AUTHORITIES = "--tls-client-ca";
    private static final String HANDSHAKE_TIMEOUT = "--tls-handshake-timeout";
    private static final Set<String> NAMES =
            Set.of(CERTIFICATE, KEY, PROTOCOLS, CLIENT_AUTHENTICATION, CLIENT_AUTHORITIES, HANDSHAKE_TIMEOUT);

    private TlsOptions() {}

    /// Reads the options, and the files that they name.
    ///
    /// @throws IllegalArgumentException if one is not known or missing, or its value or file not valid
    static ServerTls parse(Map<String, String> options) {
        options.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown option " + name);
                });
        try {
            ServerTls tls = ServerTls.of(identity(options));
            Duration timeout = Duration.parse(options.getOrDefault(
                    HANDSHAKE_TIMEOUT, tls.handshakeTimeout().toString()));
            ClientAuthentication authentication =
                    ClientAuthentication.valueOf(options.getOrDefault(CLIENT_AUTHENTICATION, "NONE"));
            String authorities = options.get(CLIENT_AUTHORITIES);
            return tls.withProtocols(protocols(options.get(PROTOCOLS), tls.protocols()))
                    .withHandshakeTimeout(timeout)
                    .withClientAuthentication(
                            authentication,
                            authorities == null ? List.of() : Pem.readCertificates(Path.of(authorities)));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// The identity in the files that the options name.
    static Identity identity(Map<String, String> options) throws IOException {
        String certificate = options.get(CERTIFICATE);
        String key = options.get(KEY);
        if (certificate == null || key == null) {
            throw new IllegalArgumentException(CERTIFICATE + " and " + KEY + " are needed together");
        }
        return Identity.readPem(Path.of(certificate), Path.of(key));
    }

    private static Set<Protocol> protocols(@Nullable String names, Set<Protocol> otherwise) {
        return names == null
                ? otherwise
                : Set.of(names.split(",", -1)).stream().map(Protocol::valueOf).collect(Collectors.toSet());
    }

    /// Writes the secrets into files of a folder.
    ///
    /// @return the options that say the same as `tls`
    static List<String> write(ServerTls tls, Path folder) throws IOException {
        List<String> options = new ArrayList<>(identityOptions(tls.identity(), folder));
        options.add(PROTOCOLS + "="
                + EnumSet.copyOf(tls.protocols()).stream().map(Protocol::name).collect(Collectors.joining(",")));
        options.add(CLIENT_AUTHENTICATION + "=" + tls.clientAuthentication());
        options.add(HANDSHAKE_TIMEOUT + "=" + tls.handshakeTimeout());
        if (!tls.clientAuthorities().isEmpty()) {
            Path authorities = folder.resolve("client-authorities.pem");
            Pem.writeCertificates(authorities, tls.clientAuthorities());
            options.add(CLIENT_AUTHORITIES + "=" + authorities);
        }
        return options;
    }

    private static List<String> identityOptions(Identity identity, Path folder) throws IOException {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        identity.writePem(chain, key);
        return List.of(CERTIFICATE + "=" + chain, KEY + "=" + key);
    }
}
