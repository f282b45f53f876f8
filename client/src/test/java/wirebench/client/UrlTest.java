package wirebench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/a?b=c, 127.0.0.1, 8080, /a?b=c, 127.0.0.1:8080",
        "http://localhost, localhost, 80, /, localhost",
        "http://localhost:80/x, localhost, 80, /x, localhost",
        "http://localhost:/x, localhost, 80, /x, localhost",
        "HTTP://Example.ORG/Path, example.org, 80, /Path, example.org",
        "http://example.org?q, example.org, 80, /?q, example.org",
        "http://[::1]:81/, ::1, 81, /, [::1]:81",
        "http://[FE80::1%25eth0]/, fe80::1%eth0, 80, /, [fe80::1]",
        "http://[FE80::1%25Eth0]/, fe80::1%Eth0, 80, /, [fe80::1]",
        "http://[fe80::1%2525]/, fe80::1%25, 80, /, [fe80::1]",
        "http://example.org/a#fragment, example.org, 80, /a, example.org",
        "http://example.org#fragment, example.org, 80, /, example.org",
        "http://example.org/%20%41?x=/?, example.org, 80, /%20%41?x=/?, example.org",
    })
    void partsAreTakenFromTheirPlaces(String text, String host, int port, String target, String hostField) {
        Url url = Url.parse(text);

        assertThat(url).isEqualTo(new Url(Scheme.HTTP, host, port, target));
        assertThat(url.hostField()).isEqualTo(hostField);
        assertThat(url.origin()).isEqualTo(new Origin(false, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/path",
                "127.0.0.1:80",
                "ftp://host/",
                "http:/host",
                "http://",
                "http:///path",
                "http://user@host/",
                "http://user:secret@host/",
                "http://host:0/",
                "http://host:65536/",
                "http://host:-1/",
                "http://host:8x/",
                "http://host:123456789012/",
                "http://[::1/",
                "http://[::1]x/",
                "http://[]/",
                "http://[1234]/",
                "http://[::1%25]/",
                "http://ho st/",
                "http://host/a b",
                "http://host/\r\nX: 1",
                "http://host/\u00e9",
                "http://h\u00f6st/",
                "http://host\u0000/",
                "http://host/a|b",
                "http://host/\"",
                "http://host/<",
                "http://host/>",
                "http://host/a^b",
                "http://host/{a}",
                "http://host/a\\b",
                "http://host/`",
                "http://host/?a[]=1",
                "http://host/?a=%zz",
                "http://host/%2",
                "http://[fe80::1%25a b]/",
                "http://[fe80::1%25\u00e9]/",
                "http://[fe80::1%25a%25b]/",
            })
    void whatIsNoUrlIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Url.parse(text))
                .withMessageStartingWith("not a URL to send to: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\r", "\n", "\u0000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hush@host/",
                "http://hush@host/",
                "ftp://user:hush@host/",
                "user:hush@host/",
                "//user:hush@host/",
                "http://user:hush/hush@host/",
                "http://user:1hush/x@host/",
                "http://us[er:hush]/x@host/",
                "http://[hush]/x@host/",
                "http://user:hush?x@host/",
                "http://user:hush#x@host/a b",
                "http://user:hush@hush@host/",
                "http://user:hush hush@host/",
                "http://user:hush\u00e9@host/",
            })
    void passwordIsNotRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Url.parse(text))
                .withMessageStartingWith("not a URL to send to: ")
                .withMessageContaining("@host")
                .withMessageNotContaining("hush");
    }

    @Test
    void aSecureUrlHasAPortOfItsOwnAndAnotherOrigin() {
        Url secure = Url.parse("https://host/");
        assertThat(secure.port()).isEqualTo(443);
        assertThat(secure.hostField()).isEqualTo("host");
        assertThat(secure).hasToString("https://host:443/");
        assertThat(secure.origin()).isEqualTo(new Origin(true, "host", 443));
        assertThat(Url.parse("https://host:80/").hostField()).isEqualTo("host:80");
        assertThat(Url.parse("http://host:443/").origin()).isNotEqualTo(secure.origin());
    }
}
