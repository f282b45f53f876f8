package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;

/// Runs every wire case document on the decoder alone, the wire whole and split in all kinds of ways.
final class WireCaseTest {
    private static final int RANDOM_SPLITS = 20;

    private static long splits;

    static List<WireCase> cases() {
        return WireCases.all();
    }

    static List<WireCase> completeCases() {
        return cases().stream().filter(WireCase::isOk).toList();
    }

    @AfterAll
    static void printCounts() {
        System.out.printf("wire cases on the decoder: %d cases, %d splits%n", cases().size(), splits);
    }

    @Test
    void thereAreManyCases() {
        assertThat(cases()).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(Violation.class)
    void everyViolationHasACase(Violation violation) {
        assertThat(cases()).extracting(WireCase::result).contains("violation " + violation);
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void everyLimitHasACase(Limit limit) {
        assertThat(cases()).extracting(WireCase::result).contains("limit " + limit);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outcomeIsTheDocumentedOne(WireCase wireCase) {
        Transcript transcript = whole(wireCase);

        assertThat(transcript.result()).as(wireCase.toString()).isEqualTo(wireCase.result());
        assertThat(transcript.interims()).isEqualTo(interims(wireCase));
        assertThat(transcript.body()).as(wireCase.toString()).isEqualTo(wireCase.value("body"));
        assertThat(transcript.trailers()).containsExactlyElementsOf(WireText.fields(wireCase, "trailer"));
        assertThat(transcript.rest())
                .as(wireCase.toString())
                .isEqualTo(wireCase.value("rest").length());
        assertThat(transcript.reusable()).as(wireCase.toString()).isEqualTo("yes".equals(wireCase.value("reuse")));
        if (wireCase.says("at")) {
            assertThat(transcript.at()).as(wireCase.toString()).isEqualTo(Long.parseLong(wireCase.value("at")));
        }
    }

    @ParameterizedTest
    @MethodSource("completeCases")
    void headIsTheDocumentedOne(WireCase wireCase) {
        Transcript.Head head = whole(wireCase).head();

        assertThat(head.status()).isEqualTo(Integer.parseInt(wireCase.value("status")));
        if (wireCase.says("reason")) {
            assertThat(head.reason()).isEqualTo(wireCase.value("reason"));
        }
        for (Field field : WireText.fields(wireCase, "field")) {
            List<String> values = WireText.fields(wireCase, "field").stream()
                    .filter(other -> other.name().equals(field.name()))
                    .map(Field::value)
                    .toList();
            assertThat(head.fields().all(field.name())).containsExactlyElementsOf(values);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outcomeIsTheSameOctetByOctet(WireCase wireCase) {
        int length = wireCase.wire().length();
        int[] everywhere = new int[Math.max(0, length - 1)];
        Arrays.setAll(everywhere, i -> i + 1);
        outcomeIsTheSameSplitAt(wireCase, everywhere);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outcomeIsTheSameWhereverTheWireIsSplit(WireCase wireCase) {
        for (int split = 0; split <= wireCase.wire().length(); split++) {
            outcomeIsTheSameSplitAt(wireCase, split);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outcomeIsTheSameInAnyNumberOfPieces(WireCase wireCase) {
        Random random = new Random(wireCase.id().hashCode());
        for (int i = 0; i < RANDOM_SPLITS; i++) {
            int[] places = random.ints(random.nextInt(1, 9), 0, wireCase.wire().length() + 1)
                    .sorted()
                    .toArray();
            outcomeIsTheSameSplitAt(wireCase, places);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outcomeIsTheSameAfterAnotherResponse(WireCase wireCase) throws DecodeException {
        ResponseDecoder decoder = new ResponseDecoder(wireCase.limits(Limits.DEFAULT));
        decoder.begin("GET");
        ByteBuffer first = ByteBuffer.wrap(WireText.octets("HTTP/1.0 200 O\\r\\n\\r\\n"));
        assertThat(decoder.next(first)).isEqualTo(ResponseDecoder.Event.HEAD);
        assertThat(decoder.endOfInput()).isTrue();

        decoder.begin(wireCase.method());
        ByteBuffer wire = ByteBuffer.wrap(wireCase.octets());
        assertThat(Transcript.of(decoder, wireCase.serverCloses(), List.of(wire)))
                .isEqualTo(whole(wireCase));
    }

    /// Where the body ends with the close, a wire that is cut short in the body cannot be told from a whole one.
    @ParameterizedTest
    @MethodSource("completeCases")
    void responseCutShortIsNeverComplete(WireCase wireCase) {
        Transcript whole = whole(wireCase);
        int end = wireCase.wire().length() - (int) whole.rest();
        boolean endsWithTheClose = whole.head().framing() == Framing.UNTIL_CLOSE;
        int least = endsWithTheClose ? end - whole.body().length() : end;
        for (int cut = 0; cut < least; cut++) {
            ResponseDecoder decoder = new ResponseDecoder(wireCase.limits(Limits.DEFAULT));
            decoder.begin(wireCase.method());
            ByteBuffer wire = ByteBuffer.wrap(wireCase.octets(), 0, cut);
            assertThat(Transcript.of(decoder, true, List.of(wire)).result()).isEqualTo("incomplete");
        }
    }

    private static void outcomeIsTheSameSplitAt(WireCase wireCase, int... places) {
        Transcript whole = whole(wireCase);
        for (boolean direct : new boolean[] {false, true}) {
            splits++;
            Transcript split = Transcript.of(wireCase, pieces(wireCase.octets(), direct, places));
            if (!split.equals(whole)) {
                assertThat(split)
                        .as(() -> wireCase.id() + " split at " + Arrays.toString(places))
                        .isEqualTo(whole);
            }
        }
    }

    private static Transcript whole(WireCase wireCase) {
        return Transcript.of(wireCase, List.of(ByteBuffer.wrap(wireCase.octets())));
    }

    private static List<ByteBuffer> pieces(byte[] wire, boolean direct, int... places) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int from = 0;
        for (int place : places) {
            pieces.add(piece(wire, from, place, direct));
            from = place;
        }
        pieces.add(piece(wire, from, wire.length, direct));
        return pieces;
    }

    /// A buffer that begins amid its memory, as a connection's does.
    private static ByteBuffer piece(byte[] wire, int from, int to, boolean direct) {
        int length = to - from;
        ByteBuffer piece = direct ? ByteBuffer.allocateDirect(length + 3) : ByteBuffer.allocate(length + 3);
        piece.position(2).put(wire, from, length).position(2).limit(2 + length);
        return piece;
    }

    private static List<Integer> interims(WireCase wireCase) {
        String text = wireCase.value("interim");
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }
}
