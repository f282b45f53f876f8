package wirebench.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestAuthorityTest {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @ParameterizedTest
    @EnumSource
    void serverCertificateSaysWhatWasAskedFor(KeyType keyType) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CertificateRequest request = CertificateRequest.forServer(keyType).withValidity(now, now.plusSeconds(60));
        X509Certificate certificate =
                TestAuthority.create(keyType).issue(request).certificate();
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getSigAlgName()).isEqualTo(keyType.signature());
        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo(keyType.algorithm());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
        assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=wirebench test authority");
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(now);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(now.plusSeconds(60));
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(DNS, "localhost"), List.of(ADDRESS, "127.0.0.1"), List.of(ADDRESS, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(certificate.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.14", "2.5.29.17", "2.5.29.35", "2.5.29.37");
    }

    @Test
    void onlyRsaKeysMayEncipherKeys() {
        int digitalSignature = 0;
        int keyEncipherment = 2;
        TestAuthority authority = TestAuthority.create(KeyType.P_256);
        boolean[] rsa = authority
                .issue(CertificateRequest.forServer(KeyType.RSA_2048))
                .certificate()
                .getKeyUsage();
        boolean[] ec = authority
                .issue(CertificateRequest.forServer(KeyType.P_256))
                .certificate()
                .getKeyUsage();
        assertThat(rsa[digitalSignature] && ec[digitalSignature]).isTrue();
        assertThat(rsa[keyEncipherment]).isTrue();
        assertThat(ec[keyEncipherment]).isFalse();
    }

    @Test
    void authorityMaySignCertificatesAndNothingElse() {
        X509Certificate root = TestAuthority.create(KeyType.RSA_2048).certificate();
        assertThat(root.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        boolean[] bits = root.getKeyUsage();
        assertThat(bits[5]).as("keyCertSign").isTrue();
        assertThat(bits[6]).as("cRLSign").isTrue();
        assertThat(bits[0]).as("digitalSignature").isFalse();
    }

    @Test
    void momentsFrom2050OnAreWrittenInFourDigits() {
        Instant late = Instant.parse("2049-12-31T23:59:59Z");
        Instant later = Instant.parse("2050-01-01T00:00:00Z");
        CertificateRequest request = CertificateRequest.forServer(KeyType.P_256).withValidity(late, later);
        X509Certificate certificate =
                TestAuthority.create(KeyType.P_256).issue(request).certificate();
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(late);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(later);
    }

    @Test
    void manyNamesMakeACertificateOfManyOctets() throws Exception {
        List<String> names = Stream.iterate(0, i -> i + 1)
                .limit(3000)
                .map(i -> "host-" + i + ".example.invalid")
                .toList();
        CertificateRequest request =
                CertificateRequest.forServer(KeyType.P_256).withHosts(names, List.of(InetAddress.getByName("::2")));
        X509Certificate certificate =
                TestAuthority.create(KeyType.P_256).issue(request).certificate();
        assertThat(certificate.getSubjectAlternativeNames()).hasSize(3001);
        assertThat(certificate.getEncoded()).hasSizeGreaterThan(65_536);
    }

    @Test
    void chainOverTwoAuthoritiesIsValid() throws Exception {
        TestAuthority root = TestAuthority.create(KeyType.RSA_2048);
        TestAuthority lowest = root.intermediate(KeyType.P_256).intermediate(KeyType.RSA_2048);
        Issued server = lowest.issue(CertificateRequest.forServer(KeyType.P_256));
        assertThat(server.chain()).hasSize(3);
        validate(server, root);
    }

    @Test
    void chainOfAnotherAuthorityOfTheSameNameIsNotValid() {
        TestAuthority trusted = TestAuthority.create(KeyType.P_256);
        Issued server = TestAuthority.create(KeyType.P_256).issue(CertificateRequest.forServer(KeyType.P_256));
        assertThatThrownBy(() -> validate(server, trusted)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void changedCertificateIsNotVerified() {
        TestAuthority authority = TestAuthority.create(KeyType.P_256);
        X509Certificate first =
                authority.issue(CertificateRequest.forServer(KeyType.P_256)).certificate();
        X509Certificate other = TestAuthority.create(KeyType.P_256).certificate();
        assertThatThrownBy(() -> first.verify(other.getPublicKey())).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void endCertificateIssuesNothing() {
        TestAuthority authority = TestAuthority.create(KeyType.P_256);
        Issued end = authority.issue(CertificateRequest.forClient("somebody", KeyType.P_256));
        assertThat(end.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(end.certificate().getKeyUsage()[5]).as("keyCertSign").isFalse();
    }

    @Test
    void requestIsCheckedWhenMade() {
        CertificateRequest good = CertificateRequest.forServer(KeyType.P_256);
        assertThatThrownBy(() -> good.withValidity(good.notAfter(), good.notBefore()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before notBefore");
        assertThatThrownBy(() -> CertificateRequest.forClient(" ", KeyType.P_256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("commonName is blank");
    }

    @Test
    void textHoldsTheCertificate() throws Exception {
        TestAuthority authority = TestAuthority.create(KeyType.P_256);
        var octets = new ByteArrayInputStream(authority.certificatePem().getBytes(StandardCharsets.US_ASCII));
        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(octets))
                .isEqualTo(authority.certificate());
    }

    private static void validate(Issued identity, TestAuthority trusted) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(trusted.trustStore());
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(identity.chain()), parameters);
        assertThat(Set.copyOf(identity.chain())).hasSameSizeAs(identity.chain());
    }
}
