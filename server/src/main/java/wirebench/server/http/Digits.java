package wirebench.server.http;

import java.nio.ByteBuffer;

/// Numbers to and from octets, without strings.
public final class Digits {
    /// What [#decimal] answers for octets that are no number.
    public static final long NONE = -1;

    /// The longest decimal accepted: 18 digits always fit a long.
    private static final int MAX_DIGITS = 18;

    private static final byte[] HEX = Octets.of("0123456789abcdef");

    private Digits() {}

    /// The number written from `from` to `to`, or [#NONE] if that is empty, not all digits or above 18 digits.
    public static long decimal(ByteBuffer wire, int from, int to) {
        if (from == to || to - from > MAX_DIGITS) {
            return NONE;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            byte octet = wire.get(at);
            if (!Octets.isDigit(octet)) {
                return NONE;
            }
            value = value * 10 + (octet - '0');
        }
        return value;
    }

    /// The value of a hexadecimal digit in either case, or -1.
    static int hexDigit(byte octet) {
        if (Octets.isDigit(octet)) {
            return octet - '0';
        }
        int letter = octet | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /// Appends a number that is not negative.
    public static void putDecimal(ByteBuffer out, long value) {
        int start = out.position();
        int count = decimalLength(value);
        long rest = value;
        for (int at = start + count - 1; at >= start; at--) {
            out.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(start + count);
    }

    /// Appends a number in hexadecimal, without leading zeros.
    public static void putHex(ByteBuffer out, long value) {
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            out.put(HEX[(int) (value >>> shift) & 0xf]);
        }
    }

    private static int decimalLength(long value) {
        int count = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            count++;
        }
        return count;
    }
}
