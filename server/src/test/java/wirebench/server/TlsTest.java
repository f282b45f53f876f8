package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.server.config.Counters;
import wirebench.server.config.ScenarioTest;
import wirebench.server.config.ServerConfig;
import wirebench.server.http.Sending;
import wirebench.server.tls.ClientAuthentication;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Protocol;
import wirebench.server.tls.ServerTls;
import wirebench.server.tls.Shown;

/// The server over TLS, as the JDK's sockets see it.
class TlsTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);
    private static final Identity IDENTITY =
            AUTHORITY.issue(CertificateRequest.forServer(KeyType.P_256)).as(Identity::new);

    private final SSLContext context = AUTHORITY.clientContext();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(ServerTls.of(IDENTITY));
    }

    private static LoopbackServer start(ServerTls tls) throws IOException {
        return LoopbackServer.start(ServerConfig.DEFAULT
                .withTls(tls)
                .withMaxBodyOctets(10_000_000)
                .withIdleTimeout(Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient open(String... protocols) throws IOException {
        return RawClient.secure(server.port(), context, protocols);
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, TLSv1.2", "RSA_2048, TLSv1.3", "P_256, TLSv1.2", "P_256, TLSv1.3"})
    void answersAreTheSameAsWithoutTls(KeyType keyType, String protocol) throws IOException {
        ServerTls tls = ServerTls.of(
                AUTHORITY.issue(CertificateRequest.forServer(keyType)).as(Identity::new));
        try (LoopbackServer other = start(tls);
                RawClient client = RawClient.secure(other.port(), context, protocol)) {
            assertThat(other.url()).isEqualTo("https://127.0.0.1:" + other.port());
            assertThat(client.exchange(RawClient.get("/plaintext")).body()).isEqualTo("Hello, World!");
            assertThat(client.exchange(RawClient.get("/bytes/300000")).body()).isEqualTo(ScenarioTest.pattern(300_000));
            assertThat(client.exchange(RawClient.get("/chunked/100x1000")).body())
                    .hasSize(100_000);
            assertThat(client.tls().getSession().getProtocol()).isEqualTo(protocol);
            assertThat(other.counters().octetsOut()).isEqualTo(client.received());
            assertThat(other.counters().octetsIn()).isEqualTo(client.sent());
            assertThat(other.counters().handshakes()).isOne();
            assertThat(other.counters().failedHandshakes()).isZero();
        }
    }

    @Test
    void manyPipelinedRequestsAreAllAnswered() throws IOException {
        try (RawClient client = open()) {
            client.send(RawClient.get("/plaintext").repeat(5_000)
                    + RawClient.get("/delay/5").repeat(3));
            for (int i = 0; i < 5_003; i++) {
                assertThat(client.receive().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 16_384, 16_385, 3_000_000})
    void bodiesOfAllSizesAreEchoed(int octets) throws IOException {
        String body = ScenarioTest.pattern(octets);
        String request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + octets + "\r\n\r\n" + body;
        try (RawClient client = open();
                Sending _ = Sending.start(client, request)) {
            assertThat(client.receive().body()).isEqualTo(body);
        }
    }

    @Test
    void requestsThatComeDuringAPauseAreAnsweredAfterIt() throws IOException {
        try (RawClient client = open()) {
            client.send(RawClient.get("/delay/50"));
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));
            assertThat(client.receive().body()).isEqualTo("Hello, World!");
            assertThat(client.receive().body()).hasSize(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void secondConnectionResumesTheSessionOfTheFirst(Protocol protocol) throws IOException {
        for (int i = 0; i < 3; i++) {
            try (RawClient client = open(protocol.jsse())) {
                client.exchange(RawClient.get("/plaintext"));
            }
        }
        assertThat(server.counters().handshakes()).isEqualTo(3);
        assertThat(server.counters().resumedHandshakes()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheVersionsConfiguredAreSpoken(Protocol spoken) throws IOException {
        String other = spoken == Protocol.TLS_1_2 ? "TLSv1.3" : "TLSv1.2";
        try (LoopbackServer strict = start(ServerTls.of(IDENTITY).withProtocols(Set.of(spoken)));
                RawClient right = RawClient.secure(strict.port(), context, spoken.jsse());
                RawClient wrong = RawClient.secure(strict.port(), context, other)) {
            assertThat(right.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
            assertThatThrownBy(() -> wrong.tls().startHandshake())
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("protocol_version");
            Await.until(() -> strict.counters().failedHandshakes() == 1);
            assertThat(strict.counters().handshakes()).isOne();
        }
    }

    @Test
    void applicationProtocolIsHttp11IfOffered() throws IOException {
        try (RawClient client = open()) {
            offer(client.tls(), "h2", "http/1.1");
            client.exchange(RawClient.get("/plaintext"));
            assertThat(client.tls().getApplicationProtocol()).isEqualTo("http/1.1");
        }
        try (RawClient client = open()) {
            client.exchange(RawClient.get("/plaintext"));
            assertThat(client.tls().getApplicationProtocol()).isEmpty();
        }
    }

    @Test
    void offerWithoutHttp11IsRefused() throws IOException {
        try (RawClient client = open()) {
            offer(client.tls(), "h2");
            assertThatThrownBy(() -> client.tls().startHandshake())
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    private static void offer(SSLSocket socket, String... protocols) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
    }

    @ParameterizedTest
    @EnumSource
    void clientMustShowACertificateIfRequired(Protocol protocol) throws IOException {
        Identity known = AUTHORITY
                .issue(CertificateRequest.forClient("somebody", KeyType.RSA_2048))
                .as(Identity::new);
        Identity unknown = TestAuthority.create(KeyType.P_256)
                .issue(CertificateRequest.forClient("nobody", KeyType.P_256))
                .as(Identity::new);
        ServerTls tls = ServerTls.of(IDENTITY)
                .withClientAuthentication(ClientAuthentication.REQUIRED, List.of(AUTHORITY.certificate()));
        try (LoopbackServer strict = start(tls);
                RawClient right = RawClient.secure(
                        strict.port(), Shown.context(AUTHORITY.certificate(), known), protocol.jsse());
                RawClient none = RawClient.secure(strict.port(), context, protocol.jsse());
                RawClient wrong = RawClient.secure(
                        strict.port(), Shown.context(AUTHORITY.certificate(), unknown), protocol.jsse())) {
            assertThat(right.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
            assertThatThrownBy(() -> none.exchange(RawClient.get("/plaintext"))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> wrong.exchange(RawClient.get("/plaintext")))
                    .isInstanceOf(IOException.class);
            Await.until(() -> strict.counters().failedHandshakes() == 2);
            assertThat(strict.counters().handshakes()).isOne();
        }
    }

    @Test
    void clientMayHaveNoCertificateIfItIsOnlyWanted() throws IOException {
        ServerTls tls = ServerTls.of(IDENTITY)
                .withClientAuthentication(ClientAuthentication.WANTED, List.of(AUTHORITY.certificate()));
        try (LoopbackServer lenient = start(tls);
                RawClient client = RawClient.secure(lenient.port(), context)) {
            assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        }
    }

    @Test
    void swappedIdentityIsShownToNewClientsAndOldConnectionsStay() throws Exception {
        Identity other =
                AUTHORITY.issue(CertificateRequest.forServer(KeyType.RSA_2048)).as(Identity::new);
        try (RawClient before = open()) {
            before.exchange(RawClient.get("/plaintext"));
            server.swapIdentity(other);
            assertThat(before.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
            try (RawClient after = RawClient.secure(server.port(), AUTHORITY.clientContext())) {
                after.exchange(RawClient.get("/plaintext"));
                assertThat(after.tls().getSession().getPeerCertificates()[0]).isEqualTo(other.certificate());
            }
            assertThat(before.tls().getSession().getPeerCertificates()[0]).isEqualTo(IDENTITY.certificate());
        }
    }

    @Test
    void serverWithoutTlsHasNoIdentityToSwap() throws IOException {
        try (LoopbackServer plain = LoopbackServer.start(ServerConfig.DEFAULT)) {
            assertThatThrownBy(() -> plain.swapIdentity(IDENTITY)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endOfTheConnectionIsAnnounced(Protocol protocol) throws IOException {
        try (RawClient client = open(protocol.jsse())) {
            assertThat(client.exchange(RawClient.get("/close?octets=100000")).body())
                    .hasSize(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutBodyEndsEarly(Protocol protocol) throws IOException {
        try (RawClient client = open(protocol.jsse())) {
            client.send(RawClient.get("/fault/truncate"));
            assertThatThrownBy(client::receive)
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("512 octets early");
        }
    }

    @Test
    void resetIsAReset() throws IOException {
        try (RawClient client = open()) {
            client.send(RawClient.get("/fault/reset-in-body"));
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            assertThatThrownBy(client::rest).isInstanceOf(IOException.class).hasStackTraceContaining("reset");
        }
    }

    @Test
    void refusalIsReadThoughTheClientIsStillSending() throws IOException {
        String huge = "X: " + "y".repeat(1_000_000) + "\r\n\r\n";
        try (RawClient client = open();
                Sending _ = Sending.start(client, "GET /plaintext HTTP/1.1\r\nHost: a\r\n" + huge)) {
            assertThat(client.receive().status()).isEqualTo(431);
        }
    }

    @Test
    void clientsEndIsToldApartByItsAnnouncement() throws IOException {
        try (RawClient client = open()) {
            client.exchange(RawClient.get("/plaintext"));
        }
        Await.until(() -> server.counters().openConnections() == 0);
        assertThat(server.counters().unannouncedEnds()).isZero();
        try (RawClient raw = RawClient.open(server.port())) {
            var socket = (SSLSocket) context.getSocketFactory().createSocket(raw.socket(), "localhost", 0, false);
            socket.startHandshake();
            socket.getOutputStream().write(RawClient.get("/plaintext").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        Await.until(() -> server.counters().openConnections() == 0);
        assertThat(server.counters().unannouncedEnds()).isOne();
    }

    @Test
    void plainRequestIsAFailedHandshake() throws IOException {
        try (RawClient client = RawClient.open(server.port())) {
            client.send(RawClient.get("/plaintext"));
            assertThat(client.rest()).doesNotContain("HTTP");
        }
        Await.until(() -> server.counters().failedHandshakes() == 1);
        assertThat(server.counters().exchanges()).isZero();
        assertThat(server.counters().handshakes()).isZero();
    }

    @Test
    void handshakeHasATimeoutOfItsOwn() throws IOException {
        ServerTls tls = ServerTls.of(IDENTITY).withHandshakeTimeout(Duration.ofSeconds(1));
        try (LoopbackServer hasty = start(tls);
                RawClient done = RawClient.secure(hasty.port(), context);
                RawClient silent = RawClient.open(hasty.port())) {
            done.exchange(RawClient.get("/plaintext"));
            assertThat(silent.ended()).isTrue();
            assertThat(hasty.counters().failedHandshakes()).isOne();
            assertThat(done.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        }
    }

    @Test
    void observersHandshakeIsNotCounted() throws IOException {
        try (RawClient observer = open()) {
            assertThat(Counters.parse(
                            observer.exchange(RawClient.get("/counters")).body()))
                    .isEqualTo(Counters.NONE);
            observer.exchange(RawClient.get("/plaintext"));
            assertThat(server.counters().handshakes()).isOne();
        }
    }

    @Test
    void closingTheServerEndsConnectionsInEveryState() throws IOException {
        try (RawClient silent = RawClient.open(server.port());
                RawClient idle = open();
                RawClient busy = open();
                RawClient stalled = open()) {
            idle.exchange(RawClient.get("/plaintext"));
            busy.send(RawClient.get("/chunked/100000x100000"));
            busy.line();
            stalled.send(RawClient.get("/fault/stall"));
            Await.until(() -> server.counters().faults() == 1);
            server.close();
            assertThat(silent.ended()).isTrue();
            assertThat(idle.rest()).isEmpty();
        }
        assertThat(server.counters().openConnections()).isZero();
    }

    @Test
    void silentConnectionIsClosedAfterTheIdleTimeout() throws IOException {
        ServerConfig config =
                ServerConfig.DEFAULT.withTls(ServerTls.of(IDENTITY)).withIdleTimeout(Duration.ofSeconds(1));
        try (LoopbackServer hasty = LoopbackServer.start(config);
                RawClient idle = RawClient.secure(hasty.port(), context)) {
            idle.exchange(RawClient.get("/plaintext"));
            assertThat(idle.rest()).isEmpty();
        }
    }

    @Test
    void resetDuringTheHandshakeIsSurvived() throws IOException {
        try (RawClient client = RawClient.open(server.port())) {
            client.send(new byte[] {22, 3, 1});
            client.socket().setSoLinger(true, 0);
        }
        Await.until(
                () -> server.counters().connections() == 1 && server.counters().openConnections() == 0);
        try (RawClient client = open()) {
            assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        }
    }
}
