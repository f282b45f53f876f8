package wirebench.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;
import wirebench.server.tls.Identity;

/// All of a file is read or it is refused, in words that say what to do.
final class TlsFilesTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);
    private static final Identity ME =
            AUTHORITY.issue(CertificateRequest.forClient("me", KeyType.P_256)).as(Identity::new);

    @TempDir
    private Path folder;

    @Test
    void authoritiesBehindTheFirstMegabyteAreTrusted() throws IOException, GeneralSecurityException {
        String comment = ("#" + " ".repeat(98) + "\n").repeat(15_000);
        Path file = write("ca.pem", AUTHORITY.certificatePem() + comment + ME.chainPem());

        assertThat(TlsFiles.trusted(new TlsTrust.InFile(file, "")).size()).isEqualTo(2);
    }

    @Test
    void authorityThatIsCutOffIsNotPassedOver() throws IOException {
        String whole = AUTHORITY.certificatePem();
        Path file = write("ca.pem", whole + whole.substring(0, whole.length() / 2));

        assertRefused(file, "", "BEGIN CERTIFICATE in line " + (whole.lines().count() + 1) + " has no END");
    }

    @Test
    void authorityThatIsNoneIsNotPassedOver() throws IOException {
        Path file = write("ca.pem", AUTHORITY.certificatePem() + block("CERTIFICATE", "proof:bWVoCg=="));

        assertRefused(file, "", "certificate 2 cannot be read");
    }

    @Test
    void derIsToldHowToConvertIt() throws Exception {
        Path certificate =
                Files.write(folder.resolve("ca.der"), AUTHORITY.certificate().getEncoded());
        Path key = Files.write(folder.resolve("key.der"), ME.key().getEncoded());

        assertRefused(certificate, "", "openssl x509 -inform der -in " + certificate);
        assertIdentityRefused(certificate, key, "", "openssl x509 -inform der -in " + certificate);
        assertIdentityRefused(write("me.pem", ME.chainPem()), key, "", key + " -inform der");
    }

    @Test
    void textThatIsNeitherIsToldWhatIsTaken() throws IOException {
        assertRefused(write("ca.txt", "hello"), "", "it is neither PEM, with BEGIN CERTIFICATE, nor PKCS#12");
    }

    @ParameterizedTest
    @EnumSource
    void encryptedKeyIsOpenedByItsPasswordOnly(KeyType type) throws Exception {
        Identity me = AUTHORITY.issue(CertificateRequest.forClient("me", type)).as(Identity::new);
        Path certificates = write("me.pem", me.chainPem());
        Path key = write("key.pem", block("ENCRYPTED PRIVATE KEY", base64(encrypted(me.key(), "right"))));

        assertThat(TlsFiles.identity(new TlsIdentity(certificates, key, "right"))
                        .size())
                .isEqualTo(1);
        assertIdentityRefused(certificates, key, "wrong", "the password does not open the key");
        assertIdentityRefused(certificates, key, "", "the key is encrypted, and no password is given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void keyOfOpenSslsOwnFormatIsToldHowToConvertIt(String kind) throws IOException {
        Path certificates = write("me.pem", ME.chainPem());
        Path clear = write("clear.pem", block(kind + " PRIVATE KEY", "bWVoCg=="));
        Path encrypted = write(
                "encrypted.pem",
                block(kind + " PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\nbWVoCg=="));

        assertIdentityRefused(
                certificates,
                clear,
                "",
                "the key is not PKCS#8; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + clear);
        assertIdentityRefused(
                certificates, encrypted, "x", "the key is encrypted and not PKCS#8; convert it with: openssl pkcs8");
    }

    @ParameterizedTest
    @EnumSource
    void keyOfAnotherCertificateIsRefused(KeyType type) throws IOException {
        Path certificates = write("me.pem", ME.chainPem());
        Path key = write(
                "key.pem",
                AUTHORITY
                        .issue(CertificateRequest.forClient("you", type))
                        .as(Identity::new)
                        .keyPem());

        assertIdentityRefused(certificates, key, "", "the key is not that of the certificate");
    }

    @ParameterizedTest
    @EnumSource
    void keyOfItsCertificateIsTaken(KeyType type) throws IOException, GeneralSecurityException {
        Identity me = AUTHORITY.issue(CertificateRequest.forClient("me", type)).as(Identity::new);
        Path both = write("both.pem", me.keyPem() + me.chainPem());

        assertThat(TlsFiles.identity(new TlsIdentity(both, both, "")).size()).isEqualTo(1);
    }

    @Test
    void chainBeginsWithTheCertificateOfTheKey() throws IOException {
        Identity me = AUTHORITY
                .intermediate(KeyType.P_256)
                .issue(CertificateRequest.forClient("me", KeyType.P_256))
                .as(Identity::new);
        Path reversed = write("me.pem", new Identity(me.key(), me.chain().reversed()).chainPem());
        Path strange = write("strange.pem", me.chainPem() + ME.chainPem());
        Path key = write("key.pem", me.keyPem());

        assertIdentityRefused(reversed, key, "", "the certificate of the key must be the first");
        assertIdentityRefused(strange, key, "", "behind the own certificate only those may stand that vouch for it");
    }

    @Test
    void storeIsOpenedByItsPasswordOnly() throws Exception {
        Path file = folder.resolve("me.p12");
        ME.writePkcs12(file, "right");

        assertThat(TlsFiles.identity(new TlsIdentity(file, file, "right")).size())
                .isEqualTo(1);
        assertIdentityRefused(file, file, "wrong", "the password does not open it");
        assertIdentityRefused(file, file, "", "it is PKCS#12 with a password, and none is given");
        assertRefused(file, "wrong", "the password does not open it");
    }

    @Test
    void storeWithTheKeyOfAnotherOrWithoutOneIsRefused() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Path empty = stored("empty.p12", store);
        store.setCertificateEntry("ca", AUTHORITY.certificate());
        Path keyless = stored("keyless.p12", store);
        PrivateKey other = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        store.setKeyEntry("me", other, PASSWORD.toCharArray(), new Certificate[] {ME.certificate()});
        Path swapped = stored("swapped.p12", store);

        assertRefused(empty, PASSWORD, "keytool -importcert");
        assertIdentityRefused(keyless, keyless, PASSWORD, "there is no key with a certificate in " + keyless);
        assertIdentityRefused(swapped, swapped, PASSWORD, "the key is not that of the certificate");
    }

    private static final String PASSWORD = "secret";

    private Path stored(String name, KeyStore store) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, PASSWORD.toCharArray());
        return Files.write(folder.resolve(name), octets.toByteArray());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private static String block(String label, String body) {
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static String base64(byte[] octets) {
        return Base64.getMimeEncoder().encodeToString(octets);
    }

    private static byte[] encrypted(PrivateKey key, String password) throws Exception {
        String algorithm = "PBEWithSHA1AndDESede";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())));
        return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded())).getEncoded();
    }

    private static void assertRefused(Path file, String password, String advice) {
        assertThatIOException()
                .isThrownBy(() -> TlsFiles.trusted(new TlsTrust.InFile(file, password)))
                .withMessageStartingWith(file + " does not hold certificates to trust: ")
                .withMessageContaining(advice)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    private static void assertIdentityRefused(Path certificates, Path key, String password, String advice) {
        assertThatIOException()
                .isThrownBy(() -> TlsFiles.identity(new TlsIdentity(certificates, key, password)))
                .withMessageStartingWith(certificates + " and " + key + " do not hold a certificate and its key: ")
                .withMessageContaining(advice)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
}
