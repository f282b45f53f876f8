package wirebench.jmh.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight octets at once in a `long`: what our decoder does, written again because its own is no one else's
/// business.
final class WordScan implements ValueScanArm {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SPACES = 0x20 * ONES;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    @Override
    public int end(byte[] octets, int from, int to) {
        int i = flagged(octets, from, to);
        while (i < to && ValueScanArm.isValue(octets[i])) {
            i = flagged(octets, i + 1, to);
        }
        return Math.min(i, to);
    }

    private static int flagged(byte[] octets, int from, int to) {
        for (int i = from; i < to; i += Long.BYTES) {
            long word = (long) LONG.get(octets, i);
            long flags = ((word - SPACES) | (word + ONES)) & ~word & HIGH_BITS;
            if (flags != 0) {
                return i + (Long.numberOfTrailingZeros(flags) >>> 3);
            }
        }
        return to;
    }
}
