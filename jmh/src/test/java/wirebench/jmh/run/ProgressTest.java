package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

class ProgressTest {
    private static final String CELL = "HeadDecode.decode,head=small";
    private static final ScalarResult SCORE = new ScalarResult("decode", 1234.56, "ns/op", AggregationPolicy.AVG);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void everyForkHasAPlainLineWhereThereIsNoTerminal() {
        Progress progress = progress(false);
        progress.begins(1, CELL);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        progress.ended(1, CELL, SCORE);
        progress.finished();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("[1/2] block 1, HeadDecode.decode,head=small: 1,234.6 ns/op (")
                .endsWith("left)" + System.lineSeparator())
                .doesNotContain("\u001b");
    }

    @Test
    void aTerminalShowsALineForEachForkAndOneThatIsWrittenOver() {
        Progress progress = progress(true);
        progress.begins(1, CELL);
        progress.ended(1, CELL, SCORE);
        progress.begins(2, CELL);
        progress.finished();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("\r\u001b[K[1/2] time left unknown: block 1, HeadDecode.decode,head=small\r\u001b[K[1/2] ")
                .containsPattern("head=small: [0-9,.]+ ns/op .*\\R\r\u001b\\[K\\[2/2] ")
                .endsWith("\r\u001b[K");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, 2);
    }
}
