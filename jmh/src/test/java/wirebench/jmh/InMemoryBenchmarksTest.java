package wirebench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryBenchmarksTest {
    @ParameterizedTest
    @CsvSource({
        "small,whole",
        "typical,whole",
        "large,whole",
        "small,fragmented",
        "typical,fragmented",
        "large,fragmented"
    })
    void everyHeadIsDecodedAgainAndAgain(String head, String input) throws Exception {
        HeadDecode benchmark = new HeadDecode();
        benchmark.head = head;
        benchmark.input = input;
        benchmark.open(); // proves the answer
        assertThat(benchmark.decode()).isEqualTo(200);
        assertThat(benchmark.decode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "1x16384,whole",
        "16x1024,whole",
        "256x64,whole",
        "1x16384,fragmented",
        "16x1024,fragmented",
        "256x64,fragmented"
    })
    void everyChunkedBodyIsDecodedAgainAndAgain(String chunks, String input) throws Exception {
        ChunkDecode benchmark = new ChunkDecode();
        benchmark.chunks = chunks;
        benchmark.input = input;
        benchmark.open();
        assertThat(benchmark.decode()).isEqualTo(16_384);
        assertThat(benchmark.decode()).isEqualTo(16_384);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "typical", "large"})
    void everyRequestIsEncodedAgainAndAgain(String head) throws Exception {
        RequestEncode benchmark = new RequestEncode();
        benchmark.head = head;
        benchmark.open();
        assertThat(benchmark.encode()).isEqualTo(benchmark.encode()).isPositive();
    }

    @Test
    void unknownVariantsAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> SampleHeads.response("huge")).hasMessageContaining("small, typical, large");
        assertThatThrownBy(() -> SampleHeads.request("huge")).hasMessageContaining("small, typical, large");
        assertThatThrownBy(() -> Fragments.of("bits", "")).hasMessageContaining("whole, fragmented");
    }
}
