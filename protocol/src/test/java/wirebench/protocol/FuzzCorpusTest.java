package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Replays what fuzzing began with and what it found worth keeping. It needs no fuzzer.
final class FuzzCorpusTest {
    @ParameterizedTest
    @EnumSource
    void seedsBreakNoProperty(FuzzTarget target) {
        for (byte[] seed : target.seeds()) {
            assertThatCode(() -> target.run(seed))
                    .as(() -> WireText.shown(new String(seed, StandardCharsets.ISO_8859_1)))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void inputsThatWereFoundBreakNoProperty(FuzzTarget target) throws IOException {
        for (Path file : target.corpusFiles()) {
            byte[] input = Files.readAllBytes(file);
            assertThatCode(() -> target.run(input)).as(file::toString).doesNotThrowAnyException();
        }
    }
}
