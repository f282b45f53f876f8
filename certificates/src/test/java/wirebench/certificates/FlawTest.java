package wirebench.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the JDK as a client of `https://localhost` says to a server that is the JDK too.
class FlawTest {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final char[] PASSWORD = {'x'};

    private final TestAuthority authority = TestAuthority.create(KeyType.P_256);

    @ParameterizedTest
    @EnumSource
    void certificateWithoutAFlawIsTaken(KeyType keyType) throws Exception {
        assertThat(judgement(authority.issue(CertificateRequest.forServer(keyType))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHAIN_OUT_OF_ORDER", "NO_ALTERNATIVE_NAME"})
    void flawedCertificateIsRefused(Flaw flaw) throws Exception {
        String reason = switch (flaw) {
            case EXPIRED -> "CertificateExpiredException";
            case NOT_YET_VALID -> "CertificateNotYetValidException";
            case WRONG_HOST -> "No subject alternative DNS name matching localhost";
            case SELF_SIGNED, CHAIN_INCOMPLETE -> "unable to find valid certification path";
            case OTHER_AUTHORITY -> "does not chain with any of the trust anchors";
            case CLIENT_ONLY -> "does not permit use for TLS server";
            case CHAIN_OUT_OF_ORDER, NO_ALTERNATIVE_NAME -> throw new AssertionError(flaw);
        };
        assertThat(judgement(flaw.issue(authority, KeyType.P_256))).contains(reason);
    }

    @Test
    void chainOutOfOrderIsPutInOrderByTheClient() throws Exception {
        Issued shuffled = Flaw.CHAIN_OUT_OF_ORDER.issue(authority, KeyType.P_256);
        assertThat(shuffled.certificate().getIssuerX500Principal())
                .isNotEqualTo(shuffled.chain().get(1).getSubjectX500Principal());
        assertThat(judgement(shuffled)).isEmpty();
    }

    /// RFC 9525 forbids it, but the JDK still takes a common name where there is no other: a client that wants to
    /// be stricter has to look for itself.
    @Test
    void commonNameAloneIsStillTakenByTheJdk() throws Exception {
        Issued nameless = Flaw.NO_ALTERNATIVE_NAME.issue(authority, KeyType.P_256);
        assertThat(nameless.certificate().getSubjectAlternativeNames()).isNull();
        assertThat(judgement(nameless)).isEmpty();
    }

    /// Why the client refuses the server; empty if it does not.
    private String judgement(Issued identity) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS"); // PKCS #12 takes no chain that is out of order
        store.load(null, null);
        store.setKeyEntry("it", identity.key(), PASSWORD, identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                var listening =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            listening.setSoTimeout(TIMEOUT_MILLIS);
            executor.execute(() -> serve(listening));
            return handshake(listening.getLocalPort());
        }
    }

    private static void serve(SSLServerSocket listening) {
        try (var accepted = listening.accept()) {
            accepted.setSoTimeout(TIMEOUT_MILLIS);
            accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client's alert, most likely: what it thinks is told by the client.
        }
    }

    private String handshake(int port) throws IOException {
        try (var socket =
                (SSLSocket) authority.clientContext().getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return "";
        } catch (SSLException e) {
            return causes(e);
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder causes = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            causes.append(each).append('\n');
        }
        return causes.toString();
    }
}
