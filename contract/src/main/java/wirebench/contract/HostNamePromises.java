package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.config.ClientConfig;
import wirebench.client.failure.TlsTrouble;
import wirebench.server.tls.Identity;

/// Whatever a URL may hold as its host is either sent to and verified, or refused in words.
abstract class HostNamePromises extends Scene {
    private static final String NAME = "plain" + TestNames.HERE;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Override
    final boolean secure() {
        return true;
    }

    static List<String> namesWithoutCertificates() {
        return List.of(
                "a_b" + TestNames.HERE,
                "a~b" + TestNames.HERE,
                "-a" + TestNames.HERE,
                "a-" + TestNames.HERE,
                "a." + TestNames.HERE,
                TestNames.HERE,
                "xn--" + TestNames.HERE,
                "x".repeat(64) + TestNames.HERE,
                "a_b" + TestNames.HERE + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, NAME + "."})
    void nameIsAskedForAndVerifiedWithoutItsFinalDot(String host) throws Exception {
        try (SecurePeer peer = SecurePeer.start(named(NAME), ANSWER, SecurePeer.End.ANNOUNCED)) {
            assertThat(client().send(HttpRequest.get(peer.url(host))).text()).isEqualTo("ok");

            assertThat(peer.namesAskedFor()).containsExactly(new SNIHostName(NAME));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, NAME + "."})
    void finalDotVerifiesNobodyElse(String host) throws Exception {
        try (SecurePeer peer = SecurePeer.start(named("other" + TestNames.HERE), ANSWER, SecurePeer.End.ANNOUNCED)) {
            ExchangeException refusal =
                    assertFails(() -> client().send(HttpRequest.get(peer.url(host))), "tls", Phase.HANDSHAKE, false);

            assertThat(TlsTrouble.of(refusal.getCause())).isEqualTo(TlsTrouble.OTHER_HOST);
        }
    }

    @ParameterizedTest
    @MethodSource("namesWithoutCertificates")
    void nameForWhichNoCertificateCanBeCheckedIsAFailureOfTls(String host) {
        HttpRequest request = HttpRequest.get(secureUrl(host));

        for (Way way : Way.values()) {
            ExchangeException refusal = assertFails(() -> way.send(client(), request), "tls", Phase.HANDSHAKE, false);
            assertThat(refusal).hasMessageContaining("no certificate can be checked for this name");
        }
        assertThat(counters().handshakes()).isZero();
    }

    @Test
    void poolThatOpensInAdvancePausesForANameThatCannotBeChecked() {
        HttpClient client = client(ClientConfig.DEFAULT.withPool(pool -> pool.withMinIdle(1)));
        HttpRequest request = HttpRequest.get(secureUrl("a_b" + TestNames.HERE));

        Waiting.until(() -> "the pool waits: " + client.pool().reconnects(), () -> {
            assertFails(() -> client.send(request), "tls", Phase.HANDSHAKE, false); // it looks at one each time
            return client.pool().reconnects().waiting() == 1;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[fe80::1%25nowhere]", "[fe80::1%2525]", "..", "a..b.invalid", "-.invalid", "1..2", "1.2.3.4.5"})
    void hostThatIsNowhereCannotBeConnectedTo(String host) throws IOException {
        HttpClient client = client(ClientConfig.DEFAULT.withPool(pool -> pool.withMinIdle(1)));

        for (String scheme : List.of("http://", "https://")) {
            ExchangeException failure = failureOf(() -> client.send(HttpRequest.get(scheme + host + ":9/")));
            assertThat(failure.kind()).isEqualTo("connect");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
        }
    }

    private static Identity named(String name) {
        return SecureServer.AUTHORITY
                .issue(CertificateRequest.forServer(KeyType.P_256).withHosts(List.of(name), List.of()))
                .as(Identity::new);
    }

    private String secureUrl(String host) {
        return serverUrl().replace("127.0.0.1", host) + "/plaintext";
    }
}
