package wirebench.server;

import java.nio.ByteBuffer;
import java.util.List;

/// `/counters`: what all loops have counted, the octets of [Counters#toJson].
final class CountersAnswer extends JsonAnswer {
    private static final Count[] ALL = Count.values();

    private final List<Tally> tallies;
    private final byte[][] names = new byte[ALL.length][];

    CountersAnswer(HeadWriter heads, ByteBuffer scratch, List<Tally> tallies) {
        super(heads, scratch);
        this.tallies = tallies;
        for (Count count : ALL) {
            names[count.ordinal()] = Octets.of((count.ordinal() == 0 ? "{\"" : ",\"") + count.json() + "\":");
        }
    }

    @Override
    void document(Exchange exchange, ByteBuffer in, ByteBuffer json) {
        for (Count count : ALL) {
            json.put(names[count.ordinal()]);
            // The sum is of moments close together: an end may be seen before its beginning.
            Digits.putDecimal(json, Math.max(0, Tally.sum(tallies, count)));
        }
        json.put((byte) '}');
    }
}
