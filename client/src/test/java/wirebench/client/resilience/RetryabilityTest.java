package wirebench.client.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

class RetryabilityTest {
    private static final HttpRequest GET = HttpRequest.get("http://127.0.0.1/");
    private static final HttpRequest POST = request("POST", RequestBody.none());
    private static final HttpRequest POST_ONCE = request("POST", new RequestBody.Stream(1, false, () -> {
        throw new AssertionError("not to be opened");
    }));

    @ParameterizedTest
    @EnumSource
    void onlySomeKindsPass(FailureKind kind) {
        Set<FailureKind> passing =
                Set.of(FailureKind.CONNECT, FailureKind.TIMEOUT, FailureKind.TRUNCATED, FailureKind.TRANSPORT);
        assertThat(retryable(GET, kind, Phase.HEAD, true, null)).isEqualTo(passing.contains(kind));
    }

    @ParameterizedTest
    @EnumSource
    void everyTimeoutButTheTotalOnePasses(Phase fired) {
        assertThat(retryable(GET, FailureKind.TIMEOUT, fired, true, null)).isEqualTo(fired != Phase.TOTAL);
    }

    @Test
    void handshakePassesOnlyIfTheConnectionBroke() {
        var broken = new SSLHandshakeException("Remote host terminated the handshake");
        broken.initCause(new EOFException());
        assertThat(handshake(broken)).isTrue();
        assertThat(handshake(new SocketException("Connection reset"))).isTrue();
        assertThat(handshake(new SSLException("Connection reset", new SocketException("Connection reset"))))
                .isTrue();
        assertThat(handshake(new SSLHandshakeException("unable to find valid certification path")))
                .isFalse();
        assertThat(handshake(new IOException("bad_certificate"))).isFalse();
        assertThat(handshake(null)).isFalse();
    }

    @Test
    void whatIsNotIdempotentPassesOnlyIfNothingWasWritten() {
        assertThat(retryable(POST, FailureKind.TRANSPORT, Phase.WRITE, true, null))
                .isFalse();
        assertThat(retryable(POST, FailureKind.TRANSPORT, Phase.WRITE, false, null))
                .isTrue();
        assertThat(retryable(POST, FailureKind.CONNECT, Phase.CONNECT, false, null))
                .isTrue();
    }

    @Test
    void bodyThatCanBeHadOncePassesOnlyBeforeItWasOpened() {
        assertThat(retryable(POST_ONCE, FailureKind.TRANSPORT, Phase.WRITE, false, null))
                .isFalse();
        assertThat(retryable(POST_ONCE, FailureKind.TIMEOUT, Phase.HANDSHAKE, false, null))
                .isTrue();
    }

    private static boolean handshake(@Nullable Throwable cause) {
        return retryable(GET, FailureKind.TLS, Phase.HANDSHAKE, false, cause);
    }

    private static boolean retryable(
            HttpRequest request, FailureKind kind, Phase phase, boolean written, @Nullable Throwable cause) {
        return Retryability.of(request, new ExchangeFailure(kind, phase, written, "a test", cause));
    }

    private static HttpRequest request(String method, RequestBody body) {
        return HttpRequest.of(method, Url.parse("http://127.0.0.1/"), Fields.NONE, body);
    }
}
