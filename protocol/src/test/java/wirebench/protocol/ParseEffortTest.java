package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static wirebench.protocol.ResponseDecoder.Event.BODY;
import static wirebench.protocol.ResponseDecoder.Event.END;
import static wirebench.protocol.ResponseDecoder.Event.HEAD;
import static wirebench.protocol.ResponseDecoder.Event.OCTETS_NEEDED;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That decoding costs as much as there are octets, however they come, without a look at the clock.
///
/// The work inside one call of [ResponseDecoder#next] is bounded by the octets that it takes, because each state
/// only goes forward in them. What would make the whole cost more is a look back, call after call, at what was
/// there before. So the tests spoil every octet once it was taken, in the decoder's own array as well as in the
/// caller's buffer: a decoder that looks at one again finds a NUL and refuses it. Calls, copies and allocated bytes
/// are counted.
@Tag("optimised")
final class ParseEffortTest {
    private static final byte SPOILT = 0;
    /// A CR before the octet that comes, and the white space before that CR, may be looked at once more.
    private static final int LOOK_BACK = 2;

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final byte[] SECTION = octets(("X-Name: " + "v".repeat(387) + "\r\n").repeat(150) + "\r\n");

    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT.withTrailers(64 * 1024, 200));
    private long calls;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1023, 1025, 4096})
    void octetOfAHeadIsNotLookedAtAgainInAnotherCall(int piece) throws DecodeException {
        byte[] wire = joined(octets("HTTP/1.1 204 " + "r".repeat(100) + "\r\n"), SECTION);
        decoder.begin("GET");

        assertThat(lastEventWhileSpoiling(wire, piece, decoder.head().fields())).isEqualTo(HEAD);
        assertThat(calls).isEqualTo((wire.length + piece - 1) / piece);
        System.arraycopy(wire, 0, decoder.head().fields().octets(), 0, wire.length);
        assertThat(decoder.head().fields().count()).isEqualTo(150);
        assertThat(decoder.head().fields().value(149)).isEqualTo("v".repeat(387));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1023, 1025, 4096})
    void octetOfATrailerSectionIsNotLookedAtAgainInAnotherCall(int piece) throws DecodeException {
        begin(CHUNKED + "0\r\n");

        assertThat(lastEventWhileSpoiling(SECTION, piece, decoder.trailers())).isEqualTo(END);
        assertThat(calls).isEqualTo((SECTION.length + piece - 1) / piece);
    }

    /// The array that a section is copied into grows by doubling, so all copies together are no longer than the
    /// last array.
    @Test
    void headIsCopiedOnceAndAtMostOnceMoreAsItsArrayGrows() throws DecodeException {
        byte[] wire = joined(octets("HTTP/1.1 204 N\r\n"), SECTION);
        ByteBuffer in = ByteBuffer.wrap(wire);
        FieldSection section = decoder.head().fields();
        decoder.begin("GET");
        int capacity = section.octets().length;
        long copied = 0;
        for (int end = 1; end <= wire.length; end++) {
            decoder.next(in.limit(end));
            if (section.octets().length != capacity) {
                copied += capacity;
                capacity = section.octets().length;
            }
        }

        assertThat(copied).isPositive().isLessThan(capacity);
        assertThat(capacity).isLessThan(2 * wire.length);
    }

    @Test
    void bodyOfAMillionChunksTakesACallForEachAndNoMemory() throws DecodeException {
        byte[] thousand = octets("1\r\nx\r\n".repeat(1_000));
        ByteBuffer chunks = ByteBuffer.allocate(thousand.length);
        begin(CHUNKED);
        decodeSpoiling(chunks.clear().put(thousand).flip());
        calls = 0;
        long before = allocatedBytes();
        long octets = 0;
        for (int i = 0; i < 1_000; i++) {
            octets += decodeSpoiling(chunks.clear().put(thousand).flip());
        }
        long allocated = allocatedBytes() - before;

        assertThat(octets).isEqualTo(1_000_000);
        assertThat(calls).as("one for each chunk, one for each buffer").isEqualTo(1_000_000 + 1_000);
        assertThat(allocated).as("bytes").isLessThan(1_000);
        assertThat(decoder.next(ByteBuffer.wrap(octets("0\r\n\r\n")))).isEqualTo(END);
    }

    @Test
    void chunksThatComeOctetByOctetTakeACallForEachOctetAndEachChunk() throws DecodeException {
        byte[] chunk = octets("1;a=\"b\"\r\nx\r\n");
        int chunks = 1_000; // as many as the limit of extensions allows
        ByteBuffer in = ByteBuffer.allocate(1);
        begin(CHUNKED);
        calls = 0;
        long octets = 0;
        for (int i = 0; i < chunks * chunk.length; i++) {
            octets += decodeSpoiling(in.clear().put(chunk[i % chunk.length]).flip());
        }

        assertThat(octets).isEqualTo(chunks);
        assertThat(calls).isEqualTo((long) chunks * chunk.length + chunks);
    }

    private void begin(String wire) throws DecodeException {
        ByteBuffer in = ByteBuffer.wrap(octets(wire));
        decoder.begin("GET");
        assertThat(decoder.next(in)).isEqualTo(HEAD);
        assertThat(decoder.next(in)).isEqualTo(OCTETS_NEEDED);
    }

    /// Feeds a section in pieces. After each, nothing is left in the buffer, and both the buffer and the section's
    /// own array are spoilt.
    private ResponseDecoder.Event lastEventWhileSpoiling(byte[] wire, int piece, FieldSection section)
            throws DecodeException {
        ResponseDecoder.Event event = OCTETS_NEEDED;
        byte[] pieceOctets = new byte[piece];
        for (int from = 0; from < wire.length; from += piece) {
            assertThat(event == OCTETS_NEEDED).isTrue();
            int length = Math.min(piece, wire.length - from);
            System.arraycopy(wire, from, pieceOctets, 0, length);
            ByteBuffer in = ByteBuffer.wrap(pieceOctets, 0, length);
            event = decoder.next(in);
            calls++;
            assertThat(in.remaining() == 0).isTrue();
            Arrays.fill(pieceOctets, SPOILT);
            spoil(section.octets(), from - LOOK_BACK, from + length - LOOK_BACK);
        }
        return event;
    }

    private static void spoil(byte[] octets, int from, int to) {
        Arrays.fill(octets, Math.max(0, from), Math.max(0, to), SPOILT);
    }

    /// Decodes all of a buffer, spoiling what lies behind its position; returns how many octets of body there were.
    private long decodeSpoiling(ByteBuffer in) throws DecodeException {
        long octets = 0;
        int spoilt = 0;
        while (true) {
            ResponseDecoder.Event event = decoder.next(in);
            calls++;
            while (spoilt < in.position()) {
                in.put(spoilt++, SPOILT);
            }
            if (event != BODY) {
                return octets;
            }
            octets += decoder.bodyOctets();
            in.position(in.position() + decoder.bodyOctets());
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
