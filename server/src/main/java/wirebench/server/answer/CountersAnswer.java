package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import wirebench.server.count.Count;
import wirebench.server.count.Tally;
import wirebench.server.http.Digits;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;

/// `/counters`: what all loops have counted, the octets of `Counters.toJson`.
final class CountersAnswer extends JsonAnswer {
    private static final Count[] ALL = Count.values();

    private final List<Tally> tallies;
    private final Map<Count, byte[]> names = new EnumMap<>(Count.class);

    CountersAnswer(HeadWriter heads, ByteBuffer scratch, List<Tally> tallies) {
        super(heads, scratch);
        this.tallies = tallies;
        for (Count count : ALL) {
            names.put(count, Octets.of((names.isEmpty() ? "{\"" : ",\"") + count.json() + "\":"));
        }
    }

    @Override
    void document(Exchange exchange, ByteBuffer in, ByteBuffer json) {
        for (Count count : ALL) {
            json.put(names.get(count));
            // The sum is of moments close together: an end may be seen before its beginning.
            Digits.putDecimal(json, Math.max(0, Tally.sum(tallies, count)));
        }
        json.put((byte) '}');
    }
}
