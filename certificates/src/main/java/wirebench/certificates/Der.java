package wirebench.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/// Values in the distinguished encoding rules of ASN.1 (ITU-T X.690), as many as a certificate needs: each is a
/// tag, a length and the content. Stateless.
final class Der {
    private static final Instant FIRST_GENERALIZED = Instant.parse("2050-01-01T00:00:00Z");
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... values) {
        return tagged(0x30, values);
    }

    static byte[] set(byte[]... values) {
        return tagged(0x31, values);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    /// Only true is ever written: DER leaves out what is presumed.
    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] nothing() {
        return tagged(0x05);
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] octets(byte[] value) {
        return tagged(0x04, value);
    }

    static byte[] bits(byte[] value) {
        return tagged(0x03, new byte[] {0}, value);
    }

    /// Named bits, the first one highest: zeros at the end are left out (X.690 §11.2.2).
    static byte[] namedBits(int bits) {
        return tagged(0x03, new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits});
    }

    /// A moment, to the second: in two digits of year before 2050 and in four from then on (RFC 5280 §4.1.2.5).
    static byte[] time(Instant moment) {
        boolean generalized = !moment.isBefore(FIRST_GENERALIZED);
        String text = (generalized ? GENERALIZED_TIME : UTC_TIME).format(moment);
        return tagged(generalized ? 0x18 : 0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// An object identifier, written with dots. The first two numbers share an octet (X.690 §8.19.4).
    static byte[] identifier(String dotted) {
        int[] numbers =
                Stream.of(dotted.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(numbers[0] * 40 + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            content.writeBytes(base128(numbers[i]));
        }
        return tagged(0x06, content.toByteArray());
    }

    /// Seven bits per octet, all but the last octet marked.
    private static byte[] base128(int number) {
        Deque<Integer> digits = new ArrayDeque<>();
        digits.push(number & 0x7f);
        for (int rest = number >>> 7; rest > 0; rest >>>= 7) {
            digits.push((rest & 0x7f) | 0x80);
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        digits.forEach(octets::write);
        return octets.toByteArray();
    }

    /// Any tag, around the contents one after the other.
    static byte[] tagged(int tag, byte[]... contents) {
        int length = Stream.of(contents).mapToInt(content -> content.length).sum();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        writeLength(value, length);
        Stream.of(contents).forEach(value::writeBytes);
        return value.toByteArray();
    }

    /// One octet up to 127, otherwise their number and the octets (X.690 §8.1.3).
    private static void writeLength(ByteArrayOutputStream value, int length) {
        if (length < 0x80) {
            value.write(length);
            return;
        }
        int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
        value.write(0x80 | octets);
        for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
            value.write(length >>> shift);
        }
    }
}
