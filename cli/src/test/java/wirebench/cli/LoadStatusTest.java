package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ClientProvider;

/// What `load` makes of the statuses that it is answered with.
class LoadStatusTest {
    private static final String MIXED = "/fault/storm?percent=30&seed=1";

    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    private static CommandRun load(String path, String... options) {
        return CommandRun.of(Stream.of(
                        Stream.of("load", "-c", "2", "-d", "200ms", "--warmup", "0s"),
                        Stream.of(options),
                        Stream.of(server.url() + path))
                .flatMap(strings -> strings)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void statusesStandInJsonByCodeAndByClass(String client) {
        CommandRun closed = load("/status/404", "--client", client, "--json");
        assertThat(closed.code()).as(closed.err()).isZero();
        assertThat(closed.out())
                .containsPattern(
                        "\"exchanges\":(\\d+),.*\"statuses\":\\{\"404\":\\1},\"statusClasses\":\\{\"4xx\":\\1}")
                .contains("\"expectedStatuses\":\"4xx\"");
        CommandRun open = load("/status/404", "--client", client, "--rate", "200", "--json");
        assertThat(open.out()).contains("\"statuses\":{\"404\":40},\"statusClasses\":{\"4xx\":40}");
    }

    @Test
    void theTableHasEachCodeAndSaysWhatIsExpected() {
        assertThat(load("/plaintext").out()).doesNotContain("with status", "--expect");
        assertThat(load("/status/503").out())
                .containsPattern("\\d with status 5xx \\(503\\)")
                .contains("5xx counts as expected, because the first answer was; --expect 2xx says otherwise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status5xx>0", "status503>50%"})
    void statusesMayBeThresholds(String threshold) {
        CommandRun run = load("/status/503", "--fail-if", threshold, "--fail-if", "status4xx>0");
        assertThat(run.code()).isEqualTo(9);
        assertThat(run.err())
                .contains("failed because of " + threshold + " (measured ")
                .doesNotContain("status4xx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2xx", "200,204"})
    void otherStatusesThanExpectedAreInvalid(String expected) {
        for (String[] loop : new String[][] {{}, {"--rate", "200"}}) {
            CommandRun run = load(
                    "/status/404",
                    Stream.of(Stream.of(loop), Stream.of("--expect", expected, "--json"))
                            .flatMap(strings -> strings)
                            .toArray(String[]::new));
            assertThat(run.code()).as(run.err()).isEqualTo(10);
            assertThat(run.out())
                    .contains("\"valid\":false", "\"expectedStatuses\":\"" + expected + "\"")
                    .containsPattern(
                            "\"invalidBecause\":\\[.*\"(\\d+) of \\1 answers had another status than " + expected);
            assertThat(run.err()).contains("INVALID: ").contains("answers had another status than " + expected);
        }
    }

    @Test
    void expectedStatusesAreValid() {
        assertThat(load("/status/404", "--expect", "2xx,404").code()).isZero();
        assertThat(load("/plaintext", "--expect", "2xx").code()).isZero();
    }

    /// Otherwise one figure would stand for answers and refusals alike.
    @Test
    void aMixtureIsInvalidUnlessAThresholdOrTheUserTakesIt() {
        CommandRun mixed = load(MIXED);
        assertThat(mixed.code()).as(mixed.err()).isEqualTo(10);
        assertThat(mixed.out())
                .contains("INVALID, because")
                .containsPattern("with status 2xx \\(200\\), [\\d,]+ with status 5xx \\(503\\)");
        assertThat(mixed.err()).containsPattern("answers had another status than [25]xx, more than 0\\.1 %");

        assertThat(load(MIXED, "--expect", "2xx,503").code()).isZero();
        assertThat(load(MIXED, "--fail-if", "status5xx>60%").code()).isZero();
        assertThat(load(MIXED, "--fail-if", "status5xx>10%").code()).isEqualTo(9);
        assertThat(load(MIXED, "--fail-if", "status5xx>60%", "--expect", "2xx").code())
                .isEqualTo(10);
    }

    @Test
    void aSearchHoldsAtNoRateThatIsAnsweredOtherwise() {
        CommandRun run = CommandRun.of(
                "load",
                "--rate",
                "1",
                "--slo",
                "p50<10s",
                "-d",
                "20ms",
                "--burst",
                "20",
                "--warmup",
                "0s",
                "--expect",
                "2xx",
                "--json",
                server.url() + "/status/503");
        assertThat(run.code()).as(run.err()).isEqualTo(9);
        assertThat(run.out())
                .contains("\"heldRate\":null", "\"expectedStatuses\":\"2xx\"", "\"statuses\":{\"503\":20}")
                .contains("20 of 20 answers had another status than 2xx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "20x", "99", "2xx,", "success"})
    void whatIsNoStatusIsMisuse(String text) {
        CommandRun run = load("/plaintext", "--expect", text);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("are no statuses; write a class or a code")
                .hasLineCount(1);
    }
}
