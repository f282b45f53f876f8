package wirebench.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the end of a field value, eight octets at a time: values are most of a head, and most of their octets
/// need no more than this look. The benchmark HeadDecode shows what it is worth.
final class ValueScan {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SPACES = 0x20 * ONES;
    private static final long DELETES = 0x7f * ONES;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private ValueScan() {}

    /// The first octet from `from` on that a value must not hold, or `to` if there is none.
    static int end(byte[] octets, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to) {
            long stops = controls((long) LONG.get(octets, i));
            if (stops == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(stops) >>> 3;
            if (octets[i] != Octets.HTAB) {
                return i;
            }
            i++;
        }
        while (i < to && Octets.isValue(octets[i])) {
            i++;
        }
        return i;
    }

    /// Flags the high bit of the lowest octet that is a control octet, HTAB among them.
    ///
    /// An octet below 0x20 borrows from its own high bit when 0x20 is subtracted; DEL becomes zero when 0x7f is
    /// taken out and then borrows when 1 is subtracted. Only the lowest flag is to be relied on, since a borrow
    /// may run upwards into octets that are none.
    private static long controls(long word) {
        long noDelete = word ^ DELETES;
        return (((word - SPACES) & ~word) | ((noDelete - ONES) & ~noDelete)) & HIGH_BITS;
    }
}
