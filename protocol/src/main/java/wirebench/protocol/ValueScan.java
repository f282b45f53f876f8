package wirebench.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the end of a field value, eight octets at a time: values are most of a head, and most of their octets need
/// no more than this look. The benchmark HeadScan shows what it is worth, and what else was tried.
///
/// Reads up to [#SLACK] octets beyond `to`, which the array must have and which have no say: so there is no tail to
/// look at octet by octet.
final class ValueScan {
    /// Octets that an array has behind the last one that is scanned.
    static final int SLACK = Long.BYTES - 1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = 0x20 * ONES;

    private ValueScan() {}

    /// The first octet from `from` on that a value must not hold, or `to` if there is none.
    static int end(byte[] octets, int from, int to) {
        int i = flagged(octets, from, to);
        while (i < to && Octets.isValue(octets[i])) {
            i = flagged(octets, i + 1, to);
        }
        return Math.min(i, to);
    }

    private static int flagged(byte[] octets, int from, int to) {
        for (int i = from; i < to; i += Long.BYTES) {
            long flags = controls((long) LONG.get(octets, i));
            if (flags != 0) {
                return i + (Long.numberOfTrailingZeros(flags) >>> 3);
            }
        }
        return to;
    }

    /// Flags the high bit of each control octet, HTAB among them.
    ///
    /// An octet below 0x20 borrows from its own high bit when 0x20 is subtracted, and DEL reaches its own when 1 is
    /// added. A borrow, or the carry of 0xff, may run upwards and flag an octet that is none, so a flag is a reason
    /// to look, and only a word without flags needs no look.
    private static long controls(long word) {
        return ((word - SPACES) | (word + ONES)) & ~word & HIGH_BITS;
    }
}
