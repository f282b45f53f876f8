package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damages the wires of the cases at random and compares the decoder with itself: whatever a wire holds, nothing
/// but a [DecodeException] is thrown, and the outcome does not depend on where the wire was split.
final class MutatedWireTest {
    private static final int MUTATIONS_PER_CASE = 40;
    private static final byte[] LIKELY =
            WireText.octets("\\r\\n\\t \\x00\\x7f\\xff:;,=\"\\\\0159afF-+HTTP/.\\x0b\\x0c\\x85\\xa0");

    @Test
    void damagedWireDecodesTheSameWhereverItIsSplit() {
        Random random = new Random(2026);
        for (WireCase wireCase : WireCases.all()) {
            for (int i = 0; i < MUTATIONS_PER_CASE; i++) {
                byte[] wire = damaged(wireCase.octets(), random);
                Transcript whole = Transcript.of(wireCase, List.of(ByteBuffer.wrap(wire)));
                Transcript split = Transcript.of(wireCase, pieces(wire, random));
                if (!split.equals(whole)) {
                    assertThat(split)
                            .as(() -> wireCase.id() + " damaged: " + shown(wire))
                            .isEqualTo(whole);
                }
            }
        }
    }

    private static byte[] damaged(byte[] wire, Random random) {
        List<Byte> octets = new ArrayList<>();
        for (byte octet : wire) {
            octets.add(octet);
        }
        for (int count = random.nextInt(1, 4); count > 0; count--) {
            damage(octets, random);
        }
        byte[] damaged = new byte[octets.size()];
        for (int i = 0; i < damaged.length; i++) {
            damaged[i] = octets.get(i);
        }
        return damaged;
    }

    private static void damage(List<Byte> octets, Random random) {
        int at = random.nextInt(octets.size() + 1);
        boolean within = at < octets.size();
        switch (random.nextInt(4)) {
            case 0 -> octets.add(at, likely(random));
            case 1 ->
                octets.subList(at, Math.min(octets.size(), at + random.nextInt(1, 5)))
                        .clear();
            case 2 -> octets.addAll(at, List.copyOf(octets.subList(at, octets.size())));
            default -> {
                if (within) {
                    octets.set(at, likely(random));
                }
            }
        }
    }

    private static byte likely(Random random) {
        return random.nextInt(4) == 0 ? (byte) random.nextInt() : LIKELY[random.nextInt(LIKELY.length)];
    }

    /// Mostly single octets, since that is where a decoder stops most often.
    private static List<ByteBuffer> pieces(byte[] wire, Random random) {
        int most = random.nextBoolean() ? 1 : random.nextInt(1, 20);
        List<ByteBuffer> pieces = new ArrayList<>();
        int from = 0;
        while (from < wire.length) {
            int length = Math.min(wire.length - from, random.nextInt(1, most + 1));
            pieces.add(ByteBuffer.wrap(wire, from, length));
            from += length;
        }
        return pieces;
    }

    private static String shown(byte[] wire) {
        StringBuilder text = new StringBuilder();
        for (byte octet : wire) {
            boolean visible = octet >= ' ' && octet <= '~' && octet != '\\';
            text.append(visible ? String.valueOf((char) octet) : "\\x%02x".formatted(octet));
        }
        return text.toString();
    }
}
