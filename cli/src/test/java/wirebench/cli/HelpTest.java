package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"send", "serve", "load", "doctor", "report", "compare"})
    void helpOfAVerbIsWhatTheVerbTellsOfItself(String verb) {
        CommandRun help = CommandRun.of("help", verb);
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("Usage: ", "wirebench " + verb)
                .isEqualTo(CommandRun.of(verb, "--help").out());
        assertThat(help.err()).isEmpty();
    }

    @Test
    void helpAloneListsTheVerbs() {
        CommandRun help = CommandRun.of("help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).isEqualTo(CommandRun.of("--help").out()).contains("bench", "help", "load");
    }

    @Test
    void helpOfWhatIsNoVerbSaysWhichThereAre() {
        CommandRun help = CommandRun.of("help", "laod");
        assertThat(help.code()).isEqualTo(2);
        assertThat(help.err()).hasLineCount(1).contains("the first argument has to be a verb: ");
    }
}
