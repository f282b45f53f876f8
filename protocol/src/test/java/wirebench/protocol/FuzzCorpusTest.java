package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Replays what fuzzing began with and what it found worth keeping. It needs no fuzzer.
final class FuzzCorpusTest {
    @ParameterizedTest
    @EnumSource
    void seedsBreakNoProperty(FuzzTarget target) {
        breakNoProperty(target, target.seeds());
    }

    @ParameterizedTest
    @EnumSource
    void inputsThatWereFoundBreakNoProperty(FuzzTarget target) {
        breakNoProperty(target, target.corpusInputs());
    }

    @ParameterizedTest
    @EnumSource
    void corpusIsWrittenInOneWay(FuzzTarget target) throws IOException {
        assertThat(target.corpusInputs().stream().map(WireText::shown))
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(Files.readAllLines(target.corpus()));
    }

    private static void breakNoProperty(FuzzTarget target, List<byte[]> inputs) {
        for (byte[] input : inputs) {
            assertThatCode(() -> target.run(input))
                    .as(() -> WireText.shown(input))
                    .doesNotThrowAnyException();
        }
    }
}
