package wirebench.server.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.Scenario;

class RouterTest {
    private final Arguments arguments = new Arguments();

    @ParameterizedTest
    @CsvSource({
        "/, LIST",
        "/?x, LIST",
        "/plaintext, PLAINTEXT",
        "/plaintext?a=b&c, PLAINTEXT",
        "/json, JSON",
        "/bytes/0, BYTES",
        "/bytes/1099511627776, BYTES",
        "/chunked/3x4, CHUNKED",
        "/chunked/0x1?trailers=1, CHUNKED",
        "/delay/10, DELAY",
        "/capacity/10?limit=2, CAPACITY",
        "/echo, ECHO",
        "/get, GET",
        "/status/200, STATUS",
        "/close, CLOSE",
        "/fields/7?octets=8, FIELDS",
        "/fault/reset-before-head, RESET_BEFORE_HEAD",
        "/fault/reset-in-body, RESET_IN_BODY",
        "/fault/truncate, TRUNCATE",
        "/fault/garbage, GARBAGE",
        "/fault/drip?millis=5, DRIP",
        "/fault/drip?in=head&millis=5, DRIP",
        "/fault/truncate-record, TRUNCATE_RECORD",
        "/fault/half-close, HALF_CLOSE",
        "/fault/stall, STALL",
        "/fault/stall-once, STALL_ONCE",
        "/fault/stall-once?after=0&millis=1, STALL_ONCE",
        "/counters, COUNTERS",
    })
    void pathNamesItsScenario(String target, Scenario expected) {
        assertThat(route(target)).isEqualTo(expected);
        assertThat(arguments.suit(expected)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain",
                "/plaintextx",
                "/plaintext/",
                "/bytes",
                "/Bytes/1",
                "/fault/",
                "/fault",
                "//",
                "/x",
                "/~"
            })
    void otherPathsNameNone(String target) {
        assertThat(route(target)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bytes/",
                "/bytes/x",
                "/bytes/-1",
                "/bytes/1099511627777",
                "/bytes/1/",
                "/chunked/3",
                "/chunked/3x",
                "/chunked/x3",
                "/chunked/3x0",
                "/chunked/1x2x3",
                "/chunked/1000000000000x1000000000000",
                "/delay/3600001",
                "/capacity/3600001",
                "/capacity/1?limit=x",
                "/status/100",
                "/status/199",
                "/status/600",
                "/fields/100001",
                "/fields/1?octets=8193",
                "/close?octets=x",
                "/close?octets=",
                "/fault/drip?millis=0",
                "/fault/drip?in=heads",
                "/fault/drip?in=",
                "/fault/stall-once?millis=0",
                "/fault/stall-once?after=x",
                "/fault/stall-once?after=3600001",
            })
    void numbersOutOfRangeDoNotSuit(String target) {
        Scenario scenario = route(target);
        assertThat(scenario).isNotNull();
        assertThat(arguments.suit(scenario)).isFalse();
    }

    @Test
    void numbersComeFromPathAndQuery() {
        route("/chunked/12x345?x=1&trailers=1&octets=6&millis=7");
        assertThat(arguments.number()).isEqualTo(12);
        assertThat(arguments.size()).isEqualTo(345);
        assertThat(arguments.trailers()).isTrue();
        assertThat(arguments.octets()).isEqualTo(6);
        assertThat(arguments.millis()).isEqualTo(7);
        route("/close");
        assertThat(arguments.trailers()).isFalse();
        assertThat(arguments.octets()).isEqualTo(1024);
        assertThat(arguments.millis()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "/a, 0",
        "http://host/a, 11",
        "http://host:80/, 14",
        "http:///, 7",
        "http://host, -1",
        "https://host/, -1",
        "*, -1",
        "host:80, -1",
    })
    void pathIsFoundInOriginFormAndAbsoluteForm(String target, int start) {
        assertThat(Router.pathStart(ByteBuffer.wrap(target.getBytes(ISO_8859_1)), 0, target.length()))
                .isEqualTo(start);
    }

    private Scenario route(String target) {
        return Router.route(ByteBuffer.wrap(target.getBytes(ISO_8859_1)), 0, target.length(), arguments);
    }
}
