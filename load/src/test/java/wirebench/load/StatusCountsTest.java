package wirebench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusCountsTest {
    @Test
    void codesAreCountedApart() {
        StatusCounts counts = new StatusCounts();
        for (int status : new int[] {200, 404, 200, 0, 503, 200}) {
            counts.count(status);
        }
        SortedMap<Integer, Long> sums = new TreeMap<>(Map.of(404, 7L));
        counts.addTo(sums);
        assertThat(sums).isEqualTo(Map.of(200, 3L, 404, 8L, 503, 1L));
    }
}
