package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Protocol;
import wirebench.server.tls.ServerTls;

/// What goes wrong with connections over TLS only.
class TlsFaultTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);
    private static final CertificateRequest REQUEST = CertificateRequest.forServer(KeyType.P_256);
    private static final ServerConfig SECURE =
            ServerConfig.DEFAULT.withTls(ServerTls.of(AUTHORITY.issue(REQUEST).as(Identity::new)));

    private static RawClient open(LoopbackServer server, String... protocols) throws IOException {
        return RawClient.secure(server.port(), AUTHORITY.clientContext(), protocols);
    }

    private static byte[] clientHello() throws IOException {
        SSLEngine engine = AUTHORITY.clientContext().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    @Test
    void handshakeComesAnOctetAtATime() throws IOException {
        ServerConfig config = SECURE.withFault(ConnectionFault.SLOW_HANDSHAKE).withFaultPeriod(Duration.ofHours(1));
        try (LoopbackServer server = LoopbackServer.start(config);
                RawClient client = RawClient.open(server.port())) {
            client.send(clientHello());
            assertThat(client.octet()).isEqualTo(22); // a handshake record begins (RFC 8446 section 5.1)
            client.socket().setSoTimeout(100);
            assertThatThrownBy(client::octet).isInstanceOf(SocketTimeoutException.class);
            assertThat(client.received()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowHandshakeIsCompleteInTheEndAndAnswersAreNotSlow(Protocol protocol) throws IOException {
        ServerConfig config = SECURE.withFault(ConnectionFault.SLOW_HANDSHAKE).withFaultPeriod(Duration.ofMillis(1));
        try (LoopbackServer server = LoopbackServer.start(config);
                RawClient client = open(server, protocol.jsse())) {
            assertThat(client.exchange(RawClient.get("/plaintext")).body()).isEqualTo("Hello, World!");
            assertThat(client.exchange(RawClient.get("/bytes/1000000")).body()).hasSize(1_000_000);
            assertThat(server.counters().handshakes()).isOne();
            assertThat(server.counters().exchanges()).isEqualTo(2);
            assertThat(server.counters().faults()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void truncatedRecordIsNeverOpened(Protocol protocol) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(SECURE.withFault(ConnectionFault.TRUNCATED_RECORD));
                RawClient client = open(server, protocol.jsse())) {
            client.send(RawClient.get("/plaintext").repeat(2));
            assertThat(client.ended()).isTrue();
            assertThat(client.received()).isZero();
            assertThat(server.counters().octetsOut()).isGreaterThan(512);
            assertThat(server.counters().faults()).isOne();
            assertThat(server.counters().exchanges()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersBeforeATruncatedRecordAreWhole(Protocol protocol) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(SECURE);
                RawClient client = open(server, protocol.jsse())) {
            client.send(RawClient.get("/plaintext").repeat(2) + RawClient.get("/fault/truncate-record"));
            assertThat(client.receive().body()).isEqualTo("Hello, World!");
            assertThat(client.receive().body()).isEqualTo("Hello, World!");
            assertThat(client.ended()).isTrue();
            assertThat(server.counters().exchanges()).isEqualTo(2);
            assertThat(server.counters().faults()).isOne();
        }
    }

    @Test
    void identitiesOfOneAuthorityAreShownOneAfterTheOther() throws IOException {
        Set<Certificate> shown = new HashSet<>();
        try (LoopbackServer server = LoopbackServer.start(SECURE);
                RawClient kept = open(server)) {
            server.swapIdentities(
                    Duration.ofMillis(20), () -> AUTHORITY.issue(REQUEST).as(Identity::new));
            for (int i = 0; i < 1000 && shown.size() < 4; i++) {
                try (RawClient client = open(server)) {
                    client.exchange(RawClient.get("/plaintext"));
                    shown.add(client.tls().getSession().getPeerCertificates()[0]);
                }
                assertThat(kept.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
            }
            assertThat(shown).hasSize(4);
            assertThat(server.counters().failedHandshakes()).isZero();
        }
    }
}
