package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.Flaw;
import wirebench.certificates.KeyType;
import wirebench.certificates.TestAuthority;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;
import wirebench.client.config.TlsVersion;
import wirebench.client.failure.TlsTrouble;
import wirebench.server.LoopbackServer;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.ClientAuthentication;
import wirebench.server.tls.Identity;
import wirebench.server.tls.Protocol;

/// An `https` URL is answered by whom it names or by nobody, and what is on its way is whole or a failure.
abstract class TlsPromises extends Scene {
    private static final TestAuthority AUTHORITY = SecureServer.AUTHORITY;
    private static final CertificateRequest GOOD = CertificateRequest.forServer(KeyType.P_256);

    @Override
    final boolean secure() {
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void exchangesAreTheSameBehindTls(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT);
        Counters before = counters();

        assertThat(way.send(client, get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(way.send(client, get("/chunked/3x10?trailers=1")).body()).hasSize(30);

        Counters counted = counters().since(before);
        assertThat(counted.connections()).isEqualTo(1);
        assertThat(counted.handshakes()).isEqualTo(1);
        assertThat(counted.exchanges()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void eachVersionIsSpoken(TlsVersion version) throws ExchangeException {
        HttpClient client = client(offering(version));

        assertThat(client.send(get("/bytes/100000")).body()).hasSize(100_000);
        assertThat(client.send(get("/bytes/1")).body()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAreResumed(TlsVersion version) throws ExchangeException {
        HttpClient client = client(offering(version));

        client.send(get("/close"));
        client.send(get("/close"));

        assertThat(counters().handshakes()).isEqualTo(2);
        assertThat(counters().resumedHandshakes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAreNotResumedUnlessThatIsWanted(TlsVersion version) throws ExchangeException {
        HttpClient client = client(offering(version).withTls(tls -> tls.withResumption(false)));

        client.send(get("/close"));
        client.send(get("/close"));
        client.send(get("/close"));

        assertThat(counters().handshakes()).isEqualTo(3);
        assertThat(counters().resumedHandshakes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void serverWithAFlawIsNotSpokenTo(Flaw flaw) throws Exception {
        for (TlsVersion version : TlsVersion.values()) {
            HttpClient client = client(offering(version));
            try (LoopbackServer flawed =
                    serverOf(flaw.issue(AUTHORITY, KeyType.P_256).as(Identity::new))) {
                HttpRequest request = HttpRequest.get(flawed.url() + "/plaintext");
                if (flaw == Flaw.CHAIN_OUT_OF_ORDER) {
                    assertThat(client.send(request).status()).isEqualTo(200);
                } else {
                    ExchangeException refusal = assertFails(() -> client.send(request), "tls", Phase.HANDSHAKE, false);
                    assertThat(TlsTrouble.of(refusal.getCause())).isEqualTo(trouble(flaw));
                    assertThat(flawed.counters().exchanges()).isZero();
                }
            }
        }
    }

    private static TlsTrouble trouble(Flaw flaw) {
        return switch (flaw) {
            case EXPIRED -> TlsTrouble.EXPIRED;
            case NOT_YET_VALID -> TlsTrouble.NOT_YET_VALID;
            case WRONG_HOST, NO_ALTERNATIVE_NAME -> TlsTrouble.OTHER_HOST;
            case SELF_SIGNED, OTHER_AUTHORITY, CHAIN_INCOMPLETE -> TlsTrouble.UNTRUSTED;
            case CLIENT_ONLY -> TlsTrouble.NOT_FOR_SERVERS;
            case CHAIN_OUT_OF_ORDER -> TlsTrouble.OTHER;
        };
    }

    @Test
    void commonNameIsNoHostName() throws IOException {
        try (LoopbackServer nameless = serverOf(
                Flaw.NO_ALTERNATIVE_NAME.issue(AUTHORITY, KeyType.P_256).as(Identity::new))) {
            String url = nameless.url().replace("127.0.0.1", "localhost");
            assertFails(
                    () -> client(ClientConfig.DEFAULT).send(HttpRequest.get(url + "/plaintext")),
                    "tls",
                    Phase.HANDSHAKE,
                    false);
            assertThat(nameless.counters().exchanges()).isZero();
        }
    }

    @Test
    void certificateThatIsNotTheFirstOfItsChainIsNotTaken() throws IOException {
        Identity whole = AUTHORITY.intermediate(KeyType.P_256).issue(GOOD).as(Identity::new);
        Identity reversed = whole.withChain(whole.chain().reversed());

        try (SecurePeer peer = SecurePeer.start(reversed, "", SecurePeer.End.ANNOUNCED)) {
            assertFails(
                    () -> client(ClientConfig.DEFAULT).send(HttpRequest.get(peer.url())),
                    "tls",
                    Phase.HANDSHAKE,
                    false);
        }
    }

    @Test
    void systemsTrustDoesNotIncludeWhoeverComes() {
        assertFails(
                () -> client(offering(TlsVersion.TLS_1_3).withTls(tls -> tls.withTrust(new TlsTrust.OfSystem())))
                        .send(get("/plaintext")),
                "tls",
                Phase.HANDSHAKE,
                false);
    }

    @Test
    void noVersionInCommonIsAFailure() throws IOException {
        HttpClient client = client(offering(TlsVersion.TLS_1_3));
        ServerConfig old = ServerConfig.DEFAULT.withTls(SecureServer.tls().withProtocols(Set.of(Protocol.TLS_1_2)));

        try (LoopbackServer server = LoopbackServer.start(old)) {
            ExchangeException refusal =
                    assertFails(() -> client.send(HttpRequest.get(server.url() + "/")), "tls", Phase.HANDSHAKE, false);
            assertThat(TlsTrouble.of(refusal.getCause())).isEqualTo(TlsTrouble.NO_VERSION);
        }
    }

    @Test
    void serverThatSpeaksInTheClearIsNotAnswered() {
        RawPeer peer = peer(connection -> {
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.awaitEnd();
        });

        ExchangeException refusal = assertFails(() -> client().send(secureUrl(peer)), "tls", Phase.HANDSHAKE, false);
        assertThat(TlsTrouble.of(refusal.getCause())).isEqualTo(TlsTrouble.NO_TLS);
    }

    @Test
    void serverThatEndsInTheHandshakeIsAFailedHandshake() {
        RawPeer peer = peer(connection -> {});

        assertFails(() -> client().send(secureUrl(peer)), "tls", Phase.HANDSHAKE, false);
    }

    @ParameterizedTest
    @EnumSource
    void handshakeEndsWithItsTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withHandshake(Brief.TIMEOUT));
        RawPeer peer = peer(RawConnection::awaitEnd);

        assertFails(() -> way.send(client, secureUrl(peer)), "timeout", Phase.HANDSHAKE, false);

        awaitQuiet(client);
        assertThat(client.pool().closed()).isEqualTo(client.pool().created());
    }

    @ParameterizedTest
    @EnumSource
    void handshakeEndsWithTheTotalTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withTotal(Brief.TIMEOUT));
        RawPeer peer = peer(RawConnection::awaitEnd);

        assertFails(() -> way.send(client, secureUrl(peer)), "timeout", Phase.TOTAL, false);
    }

    @ParameterizedTest
    @EnumSource
    void clientSaysWhoItIsIfItIsAsked(TlsVersion version) throws Exception {
        Identity me = AUTHORITY
                .issue(CertificateRequest.forClient("me", KeyType.RSA_2048))
                .as(Identity::new);
        HttpClient identified = client(SecureServer.identified(offering(version), me));
        HttpClient nobody = client(offering(version));

        try (LoopbackServer server = askingServer()) {
            HttpRequest request = HttpRequest.get(server.url() + "/plaintext");
            assertThat(identified.send(request).status()).isEqualTo(200);
            assertThat(failureOf(() -> nobody.send(request)).kind()).isIn("tls", "transport");
            assertThat(server.counters().exchanges()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatEndsWithTheConnectionIsWholeOnlyIfThatWasAnnounced(SecurePeer.End end) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nas long as it takes";
        try (SecurePeer peer = SecurePeer.start(AUTHORITY.issue(GOOD).as(Identity::new), answer, end)) {
            HttpRequest request = HttpRequest.get(peer.url());
            switch (end) {
                case ANNOUNCED -> assertThat(client().send(request).text()).isEqualTo("as long as it takes");
                case UNANNOUNCED -> assertFails(() -> client().send(request), "truncated", Phase.READ, true);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void lengthThatWasGivenNeedsNoAnnouncedEnd(SecurePeer.End end) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole";
        try (SecurePeer peer = SecurePeer.start(AUTHORITY.issue(GOOD).as(Identity::new), answer, end)) {
            assertThat(client().send(HttpRequest.get(peer.url())).text()).isEqualTo("whole");
        }
    }

    @Test
    void serverIsToldOfTheEnd() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT);
        client.send(get("/plaintext"));

        client.close();

        Waiting.until(
                () -> "the connection is closed: " + counters(),
                () -> counters().openConnections() == 0);
        assertThat(counters().unannouncedEnds()).isZero();
    }

    @Test
    void connectionsOpenedInAdvanceSurviveTheTicketsThatFollow() throws ExchangeException {
        HttpClient client =
                client(ClientConfig.DEFAULT.withPool(pool -> pool.withMinIdle(2).withProbeAfter(Duration.ofNanos(1))));
        client.send(get("/plaintext"));
        Waiting.until(
                () -> "two are idle: " + client.pool(), () -> client.pool().idle() >= 2);
        long created = client.pool().created();

        for (int i = 0; i < 10; i++) {
            client.send(get("/plaintext"));
        }

        Waiting.until(
                () -> "none is being opened: " + client.pool(),
                () -> client.pool().closed()
                        == client.pool().created() - client.pool().idle());
        assertThat(client.pool().created()).isLessThanOrEqualTo(created + 1);
    }

    @Test
    void newCertificatesAreReadWhileOldConnectionsGoOn(@TempDir Path folder) throws Exception {
        Path certificates = folder.resolve("me.pem");
        Path key = folder.resolve("key.pem");
        TestAuthority unknown = TestAuthority.create(KeyType.P_256);
        unknown.issue(CertificateRequest.forClient("nobody", KeyType.P_256))
                .as(Identity::new)
                .writePem(certificates, key);
        HttpClient client = client(SecureServer.trusted(ClientConfig.DEFAULT)
                .withTls(tls ->
                        tls.withIdentity(new TlsIdentity(certificates, key, "")).withReloadAfter(Duration.ofNanos(1))));
        client.send(get("/plaintext"));

        try (LoopbackServer asking = askingServer()) {
            HttpRequest request = HttpRequest.get(asking.url() + "/plaintext");
            failureOf(() -> client.send(request));
            AUTHORITY
                    .issue(CertificateRequest.forClient("me", KeyType.P_256))
                    .as(Identity::new)
                    .writePem(certificates, key);
            Files.setLastModifiedTime(key, FileTime.fromMillis(1));

            assertThat(client.send(request).status()).isEqualTo(200);
            client.send(get("/plaintext"));
            assertThat(counters().connections()).isEqualTo(1);

            Files.writeString(certificates, "half a certifi");
            assertThat(client.send(HttpRequest.get(asking.url() + "/close")).status())
                    .isEqualTo(200);
            assertThat(client.send(HttpRequest.get(asking.url() + "/close")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void filesThatCannotBeUsedAreMisuse(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "-----BEGIN NOTHING-----");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(ClientConfig.DEFAULT.withTls(
                        tls -> tls.withTrust(new TlsTrust.InFile(folder.resolve("absent.pem"), "")))))
                .withMessageContaining("absent.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> open(ClientConfig.DEFAULT.withTls(tls -> tls.withTrust(new TlsTrust.InFile(empty, "")))))
                .withMessageContaining("empty.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(ClientConfig.DEFAULT.withTls(
                        tls -> tls.withIdentity(new TlsIdentity(empty, folder.resolve("absent.key"), "")))))
                .withMessageContaining("absent.key");
    }

    @Test
    void manyConnectionsAreSecuredAtATime() throws Exception {
        HttpClient client = client(SecureServer.trusted(ClientConfig.DEFAULT)
                .withMaxConnections(32)
                .withTimeouts(Timeouts.DEFAULT));
        List<StartedExchange> started = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            started.add(StartedExchange.start(client, get("/delay/20"), new PatternCheck()));
        }
        for (StartedExchange exchange : started) {
            exchange.await();
        }

        assertThat(counters().exchanges()).isEqualTo(64);
        assertThat(counters().handshakes()).isEqualTo(client.pool().created());
        assertThat(counters().failedHandshakes()).isZero();
    }

    private static HttpRequest secureUrl(RawPeer peer) {
        return HttpRequest.get(peer.url("/").replace("http:", "https:"));
    }

    private static ClientConfig offering(TlsVersion version) {
        return SecureServer.trusted(ClientConfig.DEFAULT).withTls(tls -> tls.withVersions(EnumSet.of(version)));
    }

    private static LoopbackServer serverOf(Identity identity) throws IOException {
        return LoopbackServer.start(
                ServerConfig.DEFAULT.withTls(SecureServer.tls().withIdentity(identity)));
    }

    private static LoopbackServer askingServer() throws IOException {
        return LoopbackServer.start(ServerConfig.DEFAULT.withTls(SecureServer.tls()
                .withClientAuthentication(ClientAuthentication.REQUIRED, List.of(AUTHORITY.certificate()))));
    }
}
