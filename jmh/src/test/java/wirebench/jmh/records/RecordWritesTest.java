package wirebench.jmh.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordWritesTest {
    @ParameterizedTest
    @CsvSource({"unbuffered,1000", "buffered,3", "gathered,1"})
    void aThousandRecordsTakeSoManyCalls(String way, long calls) throws Exception {
        RecordWrites benchmark = opened(way);
        benchmark.write();
        assertThat(benchmark.count()).isEqualTo(new RecordWrites.Count(1, calls, 10_000));
        benchmark.write();
        assertThat(benchmark.count()).isEqualTo(new RecordWrites.Count(2, 2 * calls, 20_000));
        benchmark.close(); // which compares what was sent with what came
        assertThat(RecordWrites.last()).isSameAs(benchmark);
    }

    @Test
    void unknownWaysAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> opened("mapped"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unbuffered, buffered, gathered");
    }

    private static RecordWrites opened(String way) throws Exception {
        RecordWrites benchmark = new RecordWrites();
        benchmark.way = way;
        benchmark.open();
        return benchmark;
    }
}
