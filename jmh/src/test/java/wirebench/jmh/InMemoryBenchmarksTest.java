package wirebench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.Blackhole;
import wirebench.jmh.codec.BodyTarget;
import wirebench.jmh.codec.ChunkDecode;
import wirebench.jmh.codec.DecoderArm;
import wirebench.jmh.codec.Fragments;
import wirebench.jmh.codec.HeadDecode;
import wirebench.jmh.codec.HeadScan;
import wirebench.jmh.codec.RequestEncode;
import wirebench.jmh.codec.SampleHeads;
import wirebench.jmh.codec.SampleRequest;
import wirebench.jmh.codec.ValueScanArm;

class InMemoryBenchmarksTest {
    private static final List<String> HEADS = List.of("small", "typical", "large");

    private final Blackhole hole = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    static Stream<List<String>> decoders() {
        return DecoderArm.NAMES.stream()
                .flatMap(decoder -> HEADS.stream()
                        .flatMap(head -> Stream.of("whole", "segmented", "fragmented")
                                .map(input -> List.of(decoder, head, input))));
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void everyDecoderSeesTheSameHeadAgainAndAgain(List<String> parameters) throws Exception {
        HeadDecode benchmark = new HeadDecode();
        benchmark.decoder = parameters.get(0);
        benchmark.head = parameters.get(1);
        benchmark.input = parameters.get(2);
        benchmark.open(hole); // proves the answer
        assertThat(benchmark.decode(hole)).isEqualTo(13);
    }

    static Stream<List<String>> chunkDecoders() {
        return DecoderArm.NAMES.stream()
                .flatMap(decoder -> Stream.of("announced", "copied")
                        .flatMap(body -> Stream.of("whole", "segmented", "fragmented")
                                .map(input -> List.of(decoder, body, input))));
    }

    @ParameterizedTest
    @MethodSource("chunkDecoders")
    void everyDecoderFindsTheSameChunkedBodyAgainAndAgain(List<String> parameters) throws Exception {
        ChunkDecode benchmark = new ChunkDecode();
        benchmark.decoder = parameters.get(0);
        benchmark.body = parameters.get(1);
        benchmark.input = parameters.get(2);
        for (int chunk : new int[] {128, 65_536}) {
            benchmark.chunk = chunk;
            benchmark.open(hole);
            assertThat(benchmark.decode(hole)).isEqualTo(ChunkDecode.BODY_OCTETS);
        }
    }

    @ParameterizedTest
    @CsvSource({"wirebench,get", "wirebench,post", "netty,get", "netty,post", "httpcore,get", "httpcore,post"})
    void everyEncoderPutsTheSameRequestAgainAndAgain(String encoder, String method) throws Exception {
        RequestEncode benchmark = new RequestEncode();
        benchmark.encoder = encoder;
        benchmark.method = method;
        for (String head : HEADS) {
            for (String request : List.of("kept", "anew")) {
                benchmark.head = head;
                benchmark.request = request;
                benchmark.open();
                assertThat(benchmark.encode()).isEqualTo(benchmark.encode()).isPositive();
            }
        }
    }

    /// Vectors need a module that no other JVM than the forks of that benchmark has.
    @ParameterizedTest
    @ValueSource(strings = {"octets", "words"})
    void everyScanFindsTheEndsOfAllValues(String scan) {
        HeadScan benchmark = new HeadScan();
        benchmark.scan = scan;
        for (String head : HEADS) {
            benchmark.head = head;
            assertThatCode(benchmark::open).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"small,3,100", "typical,12,800", "large,60,6000"})
    void headsAreAsLargeAsTheirDescriptionSays(String head, int fields, int octets) {
        assertThat(SampleHeads.fieldCount(head)).isEqualTo(fields);
        assertThat(SampleHeads.response(head).length()).isBetween(octets * 9 / 10, octets * 11 / 10);
    }

    @Test
    void fragmentsAreCutWhereItIsAwkward() {
        Fragments fragments = Fragments.of("fragmented", "HTTP/1.1 200 OK\r\nName: v\r\n\r\n");
        assertThat(fragments.rewind()).isEqualTo("HTTP/1.1 200 OK\r".length());
        assertThat(fragments.next()).isEqualTo("HTTP/1.1 200 OK\r\nNa".length());
        assertThat(fragments.next()).isEqualTo("HTTP/1.1 200 OK\r\nName:".length());
        assertThat(Fragments.of("whole", "x".repeat(2000)).count()).isEqualTo(1);
        assertThat(Fragments.of("segmented", "x".repeat(2000)).count()).isEqualTo(4);
    }

    @Test
    void unknownVariantsAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> SampleHeads.response("huge")).hasMessageContaining("small, typical, large");
        assertThatThrownBy(() -> SampleHeads.request("huge")).hasMessageContaining("small, typical, large");
        assertThatThrownBy(() -> Fragments.of("bits", "")).hasMessageContaining("whole, segmented, fragmented");
        assertThatThrownBy(() -> BodyTarget.of("lost")).hasMessageContaining("announced, copied");
        assertThatThrownBy(() -> SampleRequest.of("put", "small")).hasMessageContaining("get, post");
        assertThatThrownBy(() -> ValueScanArm.of("eyes")).hasMessageContaining("octets, words, vectors");
    }
}
