package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import wirebench.machine.doctor.Finding;
import wirebench.machine.doctor.Finding.Grade;
import wirebench.machine.fingerprint.Fingerprint;

/// What is found on this machine is not known here; how it is told is.
class DoctorTest {
    private static final Finding FINE = new Finding(Grade.OK, "clock", "tsc", "", "");
    private static final Finding WORTH =
            new Finding(Grade.NOTE, "tcp_tw_reuse", "0", "the ports run out", "sudo sysctl -w net.ipv4.tcp_tw_reuse=2");
    private static final Finding BAD = new Finding(Grade.SPOILS, "steal", "40.0 % \u001b[2J", "slower", "wait");

    private final Fingerprint machine = Fingerprint.read();

    @Test
    void onlyWhatSpoilsResultsIsAFailure() {
        assertThat(Doctor.exitCode(List.of(FINE, WORTH))).isEqualTo(ExitCode.OK);
        assertThat(Doctor.exitCode(List.of(FINE, BAD, WORTH))).isEqualTo(ExitCode.UNFIT);
    }

    @Test
    void theWorstComesFirstWithItsCureAndNothingTouchesTheTerminal() {
        List<String> lines = DoctorReport.text(machine, List.of(FINE, WORTH, BAD), Ansi.OFF);
        assertThat(lines)
                .containsSubsequence(
                        "will spoil results",
                        "  steal           40.0 % \\u001b[2J",
                        "                  -> wait",
                        "worth knowing",
                        "  tcp_tw_reuse    0",
                        "                  the ports run out",
                        "                  -> sudo sysctl -w net.ipv4.tcp_tw_reuse=2",
                        "ok",
                        "  clock           tsc")
                .endsWith("Not fit to measure: 1 ok, 1 worth knowing, 1 will spoil results.");
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void longSentencesAreBrokenBetweenWords() {
        Finding wordy = new Finding(Grade.NOTE, "host", "word ".repeat(60).strip(), "", "");
        assertThat(DoctorReport.text(machine, List.of(wordy), Ansi.OFF).stream().skip(1))
                .allMatch(line -> line.length() <= 96)
                .anyMatch(line -> line.startsWith("                  word"));
    }

    @Test
    void gradesAreColouredOnATerminal() {
        assertThat(DoctorReport.text(machine, List.of(BAD), Ansi.ON)).contains("\u001b[31mwill spoil results\u001b[0m");
    }

    @Test
    void theCommandLooksAtThisMachine() {
        CommandRun run = CommandRun.of("doctor");
        assertThat(run.code()).isIn(ExitCode.OK.number(), ExitCode.UNFIT.number());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("processors", "descriptors", "somaxconn", "steal", "clock");
        assertThat(run.out().stripTrailing().lines().reduce("", (_, line) -> line))
                .startsWith(run.code() == 0 ? "Fit to measure" : "Not fit to measure");
    }

    @Test
    void jsonHasTheFindingsAndTheFingerprint() {
        CommandRun run = CommandRun.of("doctor", "--json");
        assertThat(run.out()).hasLineCount(1);
        assertThat(JsonKeys.of(run.out())).containsExactly("fit", "findings", "machine");
        assertThat(run.out())
                .startsWith("{\"fit\":" + (run.code() == 0))
                .contains("\"grade\":\"", "\"cure\":\"", "\"kernel\":\"");
    }

    @Test
    void helpListsItsOwnExitCodes() {
        assertThat(CommandRun.of("doctor", "--help").out())
                .containsPattern("0 +nothing on this machine will spoil results")
                .containsPattern("8 +something on this machine will spoil results");
        assertThat(CommandRun.of("load", "--help").out()).doesNotContain("spoil results");
    }
}
