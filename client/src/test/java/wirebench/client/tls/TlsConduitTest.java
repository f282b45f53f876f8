package wirebench.client.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.TlsVersion;
import wirebench.client.wire.BufferSupply;
import wirebench.server.tls.Identity;

final class TlsConduitTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(KeyType.P_256);
    private static final Identity SERVER =
            AUTHORITY.issue(CertificateRequest.forServer(KeyType.P_256)).as(Identity::new);
    private static final BufferSupply BUFFERS = BufferSupply.forTls(ClientConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void aHandshakeSucceedsOctetByOctet(TlsVersion version) throws Exception {
        EngineServer server = server(version, 1);
        TlsConduit client = client(server);

        assertThat(secured(client)).isEqualTo(TlsMachine.Need.NOTHING);

        assertThat(client.session().getProtocol()).isEqualTo(version.protocol());
        assertThat(server.engine().getApplicationProtocol()).isEqualTo("http/1.1");
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreOpenedAtEverySplit(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        byte[] sent = "some octets in two records".getBytes(US_ASCII);
        server.send(sent);
        server.send(sent);
        int octets = server.underWay();
        assertThat(read(client, 64)).asString(US_ASCII).isEqualTo(new String(sent, US_ASCII).repeat(2));

        for (int split = 0; split <= octets; split++) {
            server.send(sent);
            server.send(sent);
            server.deliverOnly(split);
            byte[] before = read(client, 64);
            server.deliverAll();
            byte[] after = read(client, 64);

            assertThat(new String(before, US_ASCII) + new String(after, US_ASCII))
                    .as("split at %d", split)
                    .isEqualTo(new String(sent, US_ASCII).repeat(2));
            assertThat(client.holdsInput()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatThereIsNoRoomForIsKept(TlsVersion version) throws Exception {
        byte[] large = new byte[50_000];
        new Random(7).nextBytes(large);
        for (int room : List.of(1, 7, 16_384, 17_408, 65_536)) {
            EngineServer server = server(version, Integer.MAX_VALUE);
            TlsConduit client = connected(server);
            server.send(large);

            assertThat(read(client, room)).as("read %d at a time", room).isEqualTo(large);
        }
    }

    @Test
    void aKeptPairOfBuffersServesOneConduitWithTinyRoomToo() throws Exception {
        EngineServer server = server(TlsVersion.TLS_1_3, Integer.MAX_VALUE);
        BufferSupply kept =
                BufferSupply.forTls(ClientConfig.DEFAULT.withBuffers(b -> b.withStrategy(BufferStrategy.UNBUFFERED)));
        TlsConduit client = new TlsConduit(server, engine("localhost"), kept);
        secured(client);
        byte[] sent = "two records".getBytes(US_ASCII);
        server.send(sent);
        server.send(sent);

        assertThat(read(client, 1)).asString(US_ASCII).isEqualTo("two recordstwo records");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenArrivesHoweverLittleTheChannelTakes(TlsVersion version) throws Exception {
        EngineServer server = server(version, 100);
        TlsConduit client = connected(server);
        byte[] large = new byte[40_000];
        new Random(8).nextBytes(large);
        ByteBuffer head = ByteBuffer.wrap(large, 0, 30).slice();
        ByteBuffer body = ByteBuffer.wrap(large, 30, large.length - 30).slice();

        while (head.hasRemaining() || body.hasRemaining() || !client.flush()) {
            client.write(new ByteBuffer[] {head, body});
        }

        assertThat(server.received()).isEqualTo(large);
    }

    @ParameterizedTest
    @EnumSource
    void anEndThatWasAnnouncedIsAnEnd(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        server.send(new byte[] {1});
        server.sayEnd();
        ByteBuffer to = ByteBuffer.allocate(8);

        assertThat(client.read(to)).isEqualTo(1);
        assertThat(client.read(to)).isEqualTo(-1);
        assertThat(client.read(to)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void anEndThatCameWithTheLastOctetsIsHeldForWhoeverWaitsForTheChannel(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        server.send(new byte[] {1});
        server.sayEnd();
        ByteBuffer room = ByteBuffer.allocate(64);

        assertThat(client.read(room)).isEqualTo(1);

        assertThat(client.holdsInput()).isTrue();
        assertThat(client.read(room)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void anEndThatWasNotAnnouncedIsAFailure(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        server.end();

        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> client.read(ByteBuffer.allocate(8)))
                .withMessageContaining("without close_notify");
    }

    @ParameterizedTest
    @EnumSource
    void theServerIsToldOfTheEnd(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        TlsConduit client = connected(server);

        client.end();

        assertThat(server.heardEnd()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aForgedRecordIsRefused(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        read(client, 64);
        server.send(new byte[] {1, 2, 3});
        server.forge(server.underWay() - 1);

        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> client.read(ByteBuffer.allocate(8)));
    }

    @Test
    void newKeysAreTakenUpUnseen() throws Exception {
        EngineServer server = server(TlsVersion.TLS_1_3, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        server.beginAnew();
        server.send(new byte[] {5});

        assertThat(read(client, 8)).containsExactly(5);
        client.write(ByteBuffer.wrap(new byte[] {6}));
        assertThat(server.received()).containsExactly(6);
    }

    @Test
    void renegotiationIsRefused() throws Exception {
        EngineServer server = server(TlsVersion.TLS_1_2, Integer.MAX_VALUE);
        TlsConduit client = connected(server);
        server.beginAnew();

        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> client.read(ByteBuffer.allocate(8)))
                .withMessageContaining("renegotiation");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNotWhoWasCalledIsRefused(TlsVersion version) throws Exception {
        TlsConduit client = new TlsConduit(server(version, Integer.MAX_VALUE), engine("other.example"), BUFFERS);

        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> secured(client))
                .withMessageContaining("other.example");
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateIsRefused(TlsVersion version) throws Exception {
        Instant now = Instant.now();
        Identity expired = AUTHORITY
                .issue(CertificateRequest.forServer(KeyType.P_256)
                        .withValidity(now.minusSeconds(7200), now.minusSeconds(3600)))
                .as(Identity::new);
        TlsConduit client = client(new EngineServer(context(expired), version, Integer.MAX_VALUE));

        assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> secured(client));
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatEndsInTheHandshakeIsAFailedHandshake(TlsVersion version) throws Exception {
        EngineServer server = server(version, Integer.MAX_VALUE);
        server.deliverOnly(10);
        server.end();

        assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> secured(client(server)));
    }

    private static EngineServer server(TlsVersion version, int octetsAtATime) {
        return new EngineServer(context(SERVER), version, octetsAtATime);
    }

    private static SSLContext context(Identity identity) {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(identity.keyStore("x"), "x".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TlsConduit connected(EngineServer server) throws IOException {
        TlsConduit client = client(server);
        secured(client);
        return client;
    }

    private static TlsConduit client(EngineServer server) throws SSLException {
        return new TlsConduit(server, engine("localhost"), BUFFERS);
    }

    private static SSLEngine engine(String host) {
        SSLEngine engine = AUTHORITY.clientContext().createSSLEngine(host, 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// Goes on until the handshake is done or the channel has nothing more, however little it gives at a time.
    private static TlsMachine.Need secured(TlsConduit client) throws IOException {
        TlsMachine.Need need = client.handshake();
        for (int calls = 0; need != TlsMachine.Need.NOTHING && calls < 100_000; calls++) {
            if (need == TlsMachine.Need.TASK) {
                client.task().run();
            }
            need = client.handshake();
        }
        return need;
    }

    /// All that can be read by now.
    private static byte[] read(TlsConduit client, int room) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        ByteBuffer to = ByteBuffer.allocate(room);
        while (client.read(to.clear()) > 0) {
            octets.write(to.array(), 0, to.position());
        }
        return octets.toByteArray();
    }
}
