package wirebench.server.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.Parameter;
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
        assertThat(arguments.suit()).isTrue();
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
        assertThat(arguments.suit()).isFalse();
    }

    @Test
    void numbersComeFromPathAndQuery() {
        route("/chunked/12x345?x=1&trailers=1&octets=6&millis=7");
        assertThat(argument(Scenario.CHUNKED, "CHUNKS")).isEqualTo(12);
        assertThat(argument(Scenario.CHUNKED, "SIZE")).isEqualTo(345);
        assertThat(argument(Scenario.CHUNKED, "trailers")).isOne();
        route("/close?millis=7&octets=6");
        assertThat(argument(Scenario.CLOSE, "octets")).isEqualTo(6);
        route("/fault/stall-once?millis=7&x&after=8");
        assertThat(argument(Scenario.STALL_ONCE, "millis")).isEqualTo(7);
        assertThat(argument(Scenario.STALL_ONCE, "after")).isEqualTo(8);
        route("/fault/drip?in=body");
        assertThat(argument(Scenario.DRIP, "in")).isEqualTo(2);
    }

    @Test
    void whatTheTargetDoesNotSayIsPresumedWhateverTheLastOneSaid() {
        route("/fault/stall-once?millis=7&after=8");
        route("/chunked/1x2");
        assertThat(argument(Scenario.CHUNKED, "trailers")).isZero();
        route("/close");
        assertThat(argument(Scenario.CLOSE, "octets")).isEqualTo(1024);
        route("/fields/1");
        assertThat(argument(Scenario.FIELDS, "octets")).isEqualTo(32);
        route("/fault/drip");
        assertThat(argument(Scenario.DRIP, "millis")).isEqualTo(100);
        assertThat(argument(Scenario.DRIP, "in")).isZero();
        route("/fault/stall-once");
        assertThat(argument(Scenario.STALL_ONCE, "after")).isEqualTo(1000);
        assertThat(argument(Scenario.STALL_ONCE, "millis")).isEqualTo(100);
    }

    private long argument(Scenario scenario, String name) {
        return arguments.get(scenario.parameter(name));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> everyParameter() {
        return Stream.of(Scenario.values())
                .flatMap(scenario -> scenario.parameters().stream()
                        .map(parameter -> org.junit.jupiter.params.provider.Arguments.of(scenario, parameter.name())));
    }

    /// A scenario that is added is tried here without an edit, by what its constant says.
    @ParameterizedTest
    @MethodSource("everyParameter")
    void boundsAreTakenAndNothingBeyondThem(Scenario scenario, String name) {
        Parameter parameter = scenario.parameter(name);
        assertThat(parameter.least()).isNotNegative();
        assertThat(parameter.inPath() || parameter.takes(parameter.presumed())).isTrue();
        assertThat(suits(scenario, name, parameter.least() - 1)).isFalse();
        assertThat(suits(scenario, name, parameter.least())).isTrue();
        assertThat(suits(scenario, name, parameter.most())).isTrue();
        if (parameter.most() < Long.MAX_VALUE) {
            assertThat(suits(scenario, name, parameter.most() + 1)).isFalse();
        }
        route(target(scenario, name, "~"));
        assertThat(arguments.suit()).isFalse();
    }

    /// Whether a number suits for one parameter, the smallest ones for the others.
    private boolean suits(Scenario scenario, String name, long value) {
        assertThat(route(target(scenario, "", ""))).isEqualTo(scenario);
        arguments.set(scenario.parameters().indexOf(scenario.parameter(name)), value);
        return arguments.suit();
    }

    /// A target with the smallest numbers that the path may have, but for one parameter.
    private static String target(Scenario scenario, String name, String value) {
        String path = scenario.parameters().stream()
                .filter(Parameter::inPath)
                .map(parameter -> parameter.name().equals(name) ? value : String.valueOf(parameter.least()))
                .collect(Collectors.joining("x"));
        boolean queried = scenario.parameters().stream()
                .anyMatch(parameter -> !parameter.inPath() && parameter.name().equals(name));
        String prefix = new String(scenario.prefix(), ISO_8859_1);
        return prefix + path + (queried ? "?" + name + "=" + value : "");
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
