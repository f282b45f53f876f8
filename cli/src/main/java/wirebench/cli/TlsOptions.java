package wirebench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.client.config.TlsConfig;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;
import wirebench.client.config.TlsVersion;

/// Whom a client trusts behind `https`, and who it is. The defaults are those of [TlsConfig#DEFAULT].
final class TlsOptions {
    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "Whose certificates to trust, PEM or PKCS#12 (default: those the JDK trusts).")
    private @Nullable Path trusted;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "The client's own certificate and those that vouch for it, PEM or PKCS#12.")
    private @Nullable Path certificates;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key of --cert, PEM with PKCS#8 (default: in the same file).")
    private @Nullable Path key;

    @Option(
            names = "--tls-password",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "Opens PKCS#12 files and encrypted keys; on a shared machine use $${env:NAME} and a variable.")
    private String password = "";

    @Option(
            names = "--tls",
            paramLabel = "VERSION",
            split = ",",
            completionCandidates = Versions.class,
            converter = Version.class,
            description = "Offer only this version of TLS: ${COMPLETION-CANDIDATES} (default: both).")
    private List<TlsVersion> versions = new ArrayList<>();

    @Option(names = "--no-resumption", description = "Make a full TLS handshake for every connection.")
    private boolean noResumption;

    TlsConfig tls() {
        Path own = certificates;
        if (own == null && key != null) {
            throw new Misuse("--key needs --cert, the certificate that belongs to it");
        }
        TlsTrust trust = trusted == null ? TlsConfig.DEFAULT.trust() : new TlsTrust.InFile(trusted, password);
        TlsIdentity identity = own == null ? null : new TlsIdentity(own, key == null ? own : key, password);
        Set<TlsVersion> offered = versions.isEmpty() ? TlsConfig.DEFAULT.versions() : EnumSet.copyOf(versions);
        return TlsConfig.DEFAULT
                .withTrust(trust)
                .withIdentity(identity)
                .withVersions(offered)
                .withResumption(!noResumption);
    }

    /// The versions that are spoken.
    static final class Versions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(TlsVersion.values()).map(TlsVersion::label).iterator();
        }
    }

    /// Finds a version by its number.
    static final class Version implements ITypeConverter<TlsVersion> {
        @Override
        public TlsVersion convert(String label) {
            return Arrays.stream(TlsVersion.values())
                    .filter(version -> version.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + TerminalText.of(label) + "' is no version of TLS that is spoken; choose one of "
                                    + String.join(", ", new Versions())));
        }
    }
}
