package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;

/// Damages the wires of the cases at random, the same in every run, and checks what must hold of any wire: the
/// little fuzzing that every build does.
final class MutatedWireTest {
    private static final ResponseProperties PROPERTIES = ResponseProperties.ofResponseDecoder();
    private static final int MUTATIONS_PER_CASE = 40;
    private static final byte[] LIKELY =
            WireText.octets("\\r\\n\\t \\x00\\x7f\\xff:;,=\"\\\\0159afF-+HTTP/.\\x0b\\x0c\\x85\\xa0");

    @Test
    void damagedWireBreaksNoProperty() {
        Random random = new Random(2026);
        for (WireCase wireCase : WireCases.all()) {
            for (int i = 0; i < MUTATIONS_PER_CASE; i++) {
                FuzzedResponse response = damaged(wireCase, random);
                assertThatCode(() -> PROPERTIES.check(response))
                        .as(() -> wireCase.id() + " damaged: "
                                + WireText.shown(response.wire().getBytes(StandardCharsets.ISO_8859_1)))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static FuzzedResponse damaged(WireCase wireCase, Random random) {
        String wire = new String(damaged(wireCase.octets(), random), StandardCharsets.ISO_8859_1);
        return new FuzzedResponse(
                wireCase.method(),
                wireCase.serverCloses(),
                random.nextBoolean(),
                wireCase.limits(Limits.DEFAULT),
                random.ints(5, 0, 20).boxed().toList(),
                wire);
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
}
