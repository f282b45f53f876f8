package wirebench.certificates;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An authority that issues certificates for tests, made in memory with a key of its own.
///
/// ```java
/// TestAuthority authority = TestAuthority.create(KeyType.P_256);
/// Issued server = authority.issue(CertificateRequest.forServer(KeyType.P_256));
/// SSLContext client = authority.clientContext();
/// ```
///
/// Valid from an hour before it was made for a year. Immutable, thread-safe.
public final class TestAuthority {
    private static final String ROOT = "wirebench test authority";
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final Duration LASTING = Duration.ofDays(365);

    private final Issuer issuer;
    private final X509Certificate certificate;
    private final List<X509Certificate> path; // from this authority's certificate up to below the root's

    private TestAuthority(Issuer issuer, X509Certificate certificate, List<X509Certificate> path) {
        this.issuer = issuer;
        this.certificate = certificate;
        this.path = path;
    }

    /// A root: its certificate is signed by itself.
    ///
    /// @param keyType of its key
    /// @return a new authority, different from all others
    public static TestAuthority create(KeyType keyType) {
        Issuer root = issuer(ROOT, keyType);
        CertificateRequest request = request(ROOT, keyType);
        X509Certificate certificate =
                CertificateWriter.authority(request, root.keys().getPublic(), root);
        return new TestAuthority(root, certificate, List.of());
    }

    /// An authority below this one, whose certificate is sent along in the chains it issues.
    ///
    /// @param keyType of its key
    /// @return a new authority
    public TestAuthority intermediate(KeyType keyType) {
        String name = "wirebench intermediate authority " + (path.size() + 1); // no two of a chain are called the same
        Issuer below = issuer(name, keyType);
        CertificateRequest request = request(name, keyType);
        X509Certificate signed =
                CertificateWriter.authority(request, below.keys().getPublic(), issuer);
        List<X509Certificate> up =
                Stream.concat(Stream.of(signed), path.stream()).toList();
        return new TestAuthority(below, signed, up);
    }

    private static Issuer issuer(String commonName, KeyType keyType) {
        return new Issuer(commonName, keyType, keyType.generate());
    }

    private static CertificateRequest request(String commonName, KeyType keyType) {
        Instant now = Instant.now();
        return new CertificateRequest(
                commonName, keyType, now.minus(BACKDATED), now.plus(LASTING), List.of(), List.of(), Set.of());
    }

    /// Issues a certificate for a key that is made for it.
    ///
    /// @param request what it says
    /// @return the key, and the chain up to below the root
    public Issued issue(CertificateRequest request) {
        KeyPair keys = request.keyType().generate();
        X509Certificate end = CertificateWriter.end(request, keys.getPublic(), issuer);
        return new Issued(
                keys.getPrivate(), Stream.concat(Stream.of(end), path.stream()).toList());
    }

    /// A certificate that nobody has issued but its own key.
    ///
    /// @param request what it says
    /// @return the key, and the one certificate
    public static Issued selfSigned(CertificateRequest request) {
        KeyPair keys = request.keyType().generate();
        Issuer itself = new Issuer(request.commonName(), request.keyType(), keys);
        return new Issued(keys.getPrivate(), List.of(CertificateWriter.end(request, keys.getPublic(), itself)));
    }

    /// What others must trust, if it is a root.
    ///
    /// @return this authority's certificate
    public X509Certificate certificate() {
        return certificate;
    }

    /// The same as text (RFC 7468).
    ///
    /// @return one PEM block
    public String certificatePem() {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    /// A key store that holds this authority's certificate and nothing else.
    ///
    /// @return in memory, for a trust manager
    public KeyStore trustStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", certificate);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK has no PKCS #12", e);
        }
    }

    /// How a client connects that trusts this authority only.
    ///
    /// @return a context of its own, without sessions
    public SSLContext clientContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
