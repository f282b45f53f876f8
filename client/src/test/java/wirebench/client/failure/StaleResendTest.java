package wirebench.client.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import wirebench.client.HttpRequest;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.body.UnreadableBody;
import wirebench.protocol.Fields;

class StaleResendTest {
    private static final HttpRequest GET = HttpRequest.get("http://host/");

    private final FailureContext writing = new FailureContext(new Origin(false, "host", 80), Phase.WRITE, true);

    @Test
    void aRepeatableRequestThatGotNothingOnAReusedConnectionIsSentOnceMore() {
        StaleResend resend = StaleResend.FRESH.carriedBy(true);

        assertThat(resend.allows(GET, true)).isTrue();
        assertThat(resend.allows(GET, false)).isFalse();
        assertThat(resend.allows(post(), true)).isFalse();
    }

    @Test
    void aConnectionThatWasOpenedForTheRequestIsNotStale() {
        assertThat(StaleResend.FRESH.allows(GET, true)).isFalse();
        assertThat(StaleResend.FRESH.carriedBy(false).allows(GET, true)).isFalse();
        assertThat(StaleResend.MAYBE_STALE.carriedBy(false).allows(GET, true)).isFalse();
    }

    @Test
    void onceMoreIsOnce() {
        assertThat(StaleResend.AGAIN.carriedBy(true).allows(GET, true)).isFalse();
        assertThat(StaleResend.AGAIN.carriedBy(false).allows(GET, true)).isFalse();
    }

    @Test
    void anEndIsTheServersUnlessTheRequestsOwnBodyFailed() {
        assertThat(StaleResend.endedByServer(writing.transport(new IOException("Broken pipe"))))
                .isTrue();
        assertThat(StaleResend.endedByServer(writing.truncated(true))).isTrue();
        assertThat(StaleResend.endedByServer(writing.bodyUnreadable(new UnreadableBody(new IOException("no file")))))
                .isFalse();
        assertThat(StaleResend.endedByServer(writing.clientClosed())).isFalse();
    }

    private static HttpRequest post() {
        return HttpRequest.of("POST", Url.parse("http://host/"), Fields.NONE, RequestBody.none());
    }
}
