package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {
    private static final RequestFraming NONE = new RequestFraming.None();

    @Test
    void aHeadCanBeHadThatAsksToClose() {
        RequestHead head = RequestHead.of("GET", "/", "host", Fields.of("A", "b"), new RequestFraming.None());

        assertThat(head.closing()).hasToString("GET / HTTP/1.1\r\nHost: host\r\nA: b\r\nConnection: close\r\n\r\n");
        assertThat(head.closing().closes()).isTrue();
        assertThat(head.closing())
                .isSameAs(head.closing())
                .isSameAs(head.closing().closing());
        assertThat(head).hasToString("GET / HTTP/1.1\r\nHost: host\r\nA: b\r\n\r\n");
    }

    @Test
    void hostComesFirst() {
        Fields fields = Fields.of("Accept", "*/*", "X-A", "1");
        assertThat(RequestHead.of("GET", "/", "example.org", fields, NONE))
                .hasToString("GET / HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\nX-A: 1\r\n\r\n");
    }

    @Test
    void hostOfTheCallerReplacesTheUrlsAndStillComesFirst() {
        Fields fields = Fields.of("Accept", "*/*", "hOsT", "other.example");
        assertThat(RequestHead.of("GET", "/", "example.org", fields, NONE))
                .hasToString("GET / HTTP/1.1\r\nHost: other.example\r\nAccept: */*\r\n\r\n");
    }

    @Test
    void twoHostsAreRefused() {
        assertRefused("GET", "/", Fields.of("Host", "a", "host", "b"), "a request has one Host, not 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "a/b", "u@h", "h?q", "h#f", "a\\b", "a\r\nX: 1", "a\0", "h\u010a", "h\u00e9", "a\"", "<h>"
            })
    void hostOutsideItsGrammarIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestHead.of("GET", "/", host, Fields.NONE, NONE))
                .withMessageStartingWith("the host must not hold ");
    }

    @Test
    void hostOfTheCallerIsCheckedLikeTheUrls() {
        assertRefused("GET", "/", Fields.of("Host", "a/b"), "the host must not hold '/' at index 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h",
                "h:80",
                "127.0.0.1:8080",
                "[::1]",
                "[fe80::1%25eth0]:80",
                "a_b.example",
                "xn--bcher-kva.example"
            })
    void hostOfEveryFormIsSent(String host) {
        assertThat(RequestHead.of("GET", "/", host, Fields.NONE, NONE).toString())
                .contains("\r\nHost: " + host + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "content-length",
                "CONTENT-LENGTH",
                "Transfer-Encoding",
                "transfer-encoding",
                "Upgrade"
            })
    void framingFieldsAreNotTheCallersToSet(String name) {
        assertRefused("POST", "/", Fields.of(name, "5"), "the field " + name + " is not the caller's to set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G ET",
                "GET ",
                " GET",
                "GET\r\n",
                "GET\t",
                "G\u0000T",
                "GET /x HTTP/1.1\r\nX: 1\r\n\r\nGET",
                "GET:",
                "G\u00c9T",
                "\u0147ET",
                "G(T"
            })
    void methodThatIsNoTokenIsRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestHead.of(method, "/", "h", Fields.NONE, NONE))
                .withMessageStartingWith("the method ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a b",
                "/a\r\nInjected: 1",
                "/a\rb",
                "/a\nb",
                "/a\tb",
                "/a\u0000",
                "/a\u007f",
                "/a#fragment",
                "/\u00e9",
                "/\u010a\u010dInjected: 1",
                "/a|b",
                "/\"a\"",
                "/<a>",
                "/a^",
                "/{a}",
                "/a\\b",
                "/`",
                "/?a[]=1",
                "/?a=%zz",
                "/%",
                "/%4",
                "/%4g",
                "/%\uff11\uff11",
                "/ HTTP/1.1\r\nX: 1",
                " /",
                "/ "
            })
    void targetWithWhatMustBeEncodedIsRefused(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestHead.of("GET", target, "h", Fields.NONE, NONE))
                .withMessageStartingWith("the request target ");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, a",
        "GET, *",
        "GET, http://h/",
        "GET, ?q",
        "GET, h:80",
        "POST, *",
        "OPTIONS, **",
        "CONNECT, /",
        "CONNECT, h",
        "CONNECT, :80",
        "CONNECT, h:",
        "CONNECT, h:http",
        "CONNECT, u@h:80",
        "CONNECT, h:80/",
        "CONNECT, *"
    })
    void targetThatDoesNotFitTheMethodIsRefused(String method, String target) {
        assertRefused(
                method, target, Fields.NONE, "the request target '" + target + "' does not fit the method " + method);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, //",
        "GET, /a?b=c&d",
        "GET, /%0d%0a",
        "GET, /-._~!$&'()*+;=:@/?/?:@%7E%7e",
        "OPTIONS, *",
        "OPTIONS, /",
        "CONNECT, h:80",
        "CONNECT, [::1]:443",
        "CONNECT, a%2Db:443",
        "BREW, /pot"
    })
    void targetThatFitsTheMethodIsSent(String method, String target) {
        RequestHead head = RequestHead.of(method, target, "h", Fields.NONE, NONE);

        assertThat(head.toString()).startsWith(method + " " + target + " HTTP/1.1\r\n");
        assertThat(head.method()).isEqualTo(method);
        assertThat(head.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void methodThatImpliesABodyAnnouncesAnEmptyOne(String method) {
        RequestHead head = RequestHead.of(method, "/", "h", Fields.NONE, NONE);

        assertThat(head.framing()).isEqualTo(new RequestFraming.Length(0));
        assertThat(head.toString()).endsWith("\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "post"})
    void otherMethodsAnnounceNone(String method) {
        assertThat(RequestHead.of(method, "/", "h", Fields.NONE, NONE).toString())
                .isEqualTo(method + " / HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    @Test
    void chunkedIsAnnouncedOnce() {
        assertThat(RequestHead.of("POST", "/", "h", Fields.NONE, new RequestFraming.Chunked())
                        .toString())
                .endsWith("\r\nTransfer-Encoding: chunked\r\n\r\n")
                .doesNotContain("Content-Length");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /, a TRACE request has no body (RFC 9110 section 9.3.8)",
        "CONNECT, h:80, a CONNECT request has no body (RFC 9110 section 9.3.6)"
    })
    void methodWithoutABodyIsRefusedOne(String method, String target, String message) {
        for (RequestFraming framing :
                new RequestFraming[] {new RequestFraming.Chunked(), new RequestFraming.Length(0)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestHead.of(method, target, "h", Fields.NONE, framing))
                    .withMessage(message);
        }
    }

    @Test
    void bodyOfNegativeLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestFraming.Length(-1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "close | true",
                "Close | true",
                "keep-alive, CLOSE | true",
                "a,close,b | true",
                "keep-alive | false",
                "closed | false"
            })
    void closeIsRecognisedAmongTheOptionsOfConnection(String value, boolean closes) {
        assertThat(RequestHead.of("GET", "/", "h", Fields.of("connection", value), NONE)
                        .closes())
                .isEqualTo(closes);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "PUT, true",
        "DELETE, true",
        "OPTIONS, true",
        "TRACE, true",
        "POST, false",
        "PATCH, false",
        "get, false",
        "BREW, false"
    })
    void idempotentMethodsAreKnown(String method, boolean idempotent) {
        assertThat(RequestHead.of(method, "/", "h", Fields.NONE, NONE).idempotent())
                .isEqualTo(idempotent);
    }

    @Test
    void latin1PassesUnchanged() {
        RequestHead head = RequestHead.of("GET", "/", "h", Fields.of("X", "caf\u00e9 \u0080\u00ff"), NONE);

        assertThat(head.toString()).contains("X: caf\u00e9 \u0080\u00ff\r\n");
        assertThat(head.length()).isEqualTo(head.toString().length());
    }

    private static void assertRefused(String method, String target, Fields fields, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestHead.of(method, target, "h", fields, NONE))
                .withMessage(message);
    }
}
