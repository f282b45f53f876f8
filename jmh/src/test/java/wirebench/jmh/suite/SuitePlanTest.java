package wirebench.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.codec.DecoderArm;
import wirebench.jmh.codec.HeadDecode;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.pools.LeasePool;
import wirebench.jmh.pools.PoolOnly;
import wirebench.jmh.wire.Floor;
import wirebench.jmh.wire.Handshakes;
import wirebench.jmh.wire.KeepAlive;

class SuitePlanTest {
    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> SUITES = SuitePlan.SUITES;

    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> SUITES_OF_CLIENTS = List.of("smoke", "quick", "standard", "peers");

    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> SUITES_OF_ARMS = List.of("buffers", "pooling", "waiting", "sizes", "delay");

    private static final int STARTS_SECONDS = 3;

    @ParameterizedTest
    @FieldSource("SUITES_OF_CLIENTS")
    void everySuiteOfClientsComparesThemWithTheirFloors(String suite) {
        SuitePlan plan = SuitePlan.named(suite);
        for (String client : List.of("blocking", "nio", "virtual")) {
            Map<String, String> parameters =
                    Map.of("client", client, "concurrency", "64", "scenario", "plaintext", "server", "child");
            assertThat(plan.cells())
                    .contains(
                            CellId.of(KeepAlive.class, "exchange", parameters),
                            CellId.of(Floor.class, "exchange", parameters));
        }
    }

    @ParameterizedTest
    @FieldSource("SUITES")
    void everyCellIsThereOnceAndCanNameAFolder(String suite) {
        assertThat(SuitePlan.named(suite).cells())
                .doesNotHaveDuplicates()
                .allSatisfy(cell -> assertThat(cell.toString()).matches("[A-Za-z.]+(,[a-z]+=[a-z0-9-]+)*"));
    }

    @Test
    void theParserSuiteComparesEveryDecoderOnTheSameHeads() {
        SuitePlan plan = SuitePlan.named("parser");
        for (String input : List.of("whole", "segmented", "fragmented")) {
            for (String decoder : DecoderArm.NAMES) {
                Map<String, String> parameters = Map.of("decoder", decoder, "head", "typical", "input", input);
                assertThat(plan.cells()).contains(CellId.of(HeadDecode.class, "decode", parameters));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SUITES_OF_ARMS")
    void everySuiteOfArmsHasFloorsBesideThem(String suite) {
        SuitePlan plan = SuitePlan.named(suite);
        assertThat(plan.blocks()).isEqualTo(3);
        assertThat(plan.cells()).anyMatch(cell -> cell.type().equals("Floor"));
        for (String client : List.of("blocking", "nio", "virtual")) {
            assertThat(plan.cells())
                    .anyMatch(cell -> !cell.type().equals("Floor")
                            && client.equals(cell.parameters().get("client")));
        }
        int seconds = plan.forks() * (STARTS_SECONDS + (plan.warmups() + plan.iterations()) / 2);
        assertThat(seconds).as("seconds that the suite takes").isLessThan(13 * 60);
    }

    @Test
    void everyParameterOfACellIsOneOfItsBenchmark() throws Exception {
        for (String suite : SUITES_OF_ARMS) {
            for (CellId cell : SuitePlan.named(suite).cells()) {
                Class<?> type = type(cell);
                assertThat(parameters(type))
                        .as(cell.toString())
                        .isEqualTo(cell.parameters().keySet());
            }
        }
    }

    private static Class<?> type(CellId cell) throws ClassNotFoundException {
        return Class.forName(cell.benchmark().substring(0, cell.benchmark().lastIndexOf('.')));
    }

    private static Set<String> parameters(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.isAnnotationPresent(Param.class)) {
                    names.add(field.getName());
                }
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"handshakes", "secured", "secure-peers"})
    void everySuiteOfTlsMeasuresAllClientsWithParametersOfTheBenchmarks(String suite) throws Exception {
        SuitePlan plan = SuitePlan.named(suite);
        for (String client : List.of("blocking", "nio", "virtual")) {
            assertThat(plan.cells())
                    .anyMatch(cell -> client.equals(cell.parameters().get("client"))
                            && cell.parameters().containsValue("tls13"));
        }
        for (CellId cell : plan.cells()) {
            Class<?> type = type(cell);
            assertThat(parameters(type))
                    .as(cell.toString())
                    .isEqualTo(cell.parameters().keySet());
        }
    }

    @Test
    void theSecurePeersSuiteHoldsEveryPeerOnce() {
        assertThat(SuitePlan.named("secure-peers").only("SecurePeers").cells())
                .extracting(cell -> cell.parameters().get("peer"))
                .containsExactlyElementsOf(Peers.names());
    }

    @Test
    void everyHandshakeIsMeasuredFullAndResumed() {
        List<CellId> cells = SuitePlan.named("handshakes").only("Handshakes").cells();
        assertThat(cells).hasSize(12).allSatisfy(cell -> {
            Map<String, String> other = new TreeMap<>(cell.parameters());
            other.compute("session", (_, session) -> "full".equals(session) ? "resumed" : "full");
            assertThat(cells).contains(CellId.of(Handshakes.class, "exchange", other));
        });
    }

    @Test
    void schedulersAreArmsOfVirtualThreadsAlone() {
        assertThat(SuitePlan.named("waiting").cells())
                .filteredOn(cell -> !"default".equals(cell.parameters().getOrDefault("scheduler", "default")))
                .isNotEmpty()
                .allMatch(cell -> "virtual".equals(cell.parameters().get("client")));
    }

    @Test
    void thePeersSuiteHoldsEveryPeerOnce() {
        SuitePlan plan = SuitePlan.named("peers").only("PeerExchange");
        assertThat(plan.blocks()).isEqualTo(3);
        assertThat(plan.cells())
                .extracting(cell -> cell.parameters().get("peer"))
                .containsExactlyElementsOf(Peers.names());
        assertThat(plan.cells())
                .allSatisfy(cell -> assertThat(cell.parameters())
                        .containsAllEntriesOf(Map.of("concurrency", "64", "scenario", "plaintext", "server", "child")));
    }

    @Test
    void thePoolsSuiteComparesEveryPoolOnTheSameWorkWithEnoughAndWithTooFew() {
        SuitePlan plan = SuitePlan.named("pools");
        for (String pool : LeasePool.NAMES) {
            assertThat(plan.cells())
                    .contains(poolOnly("lease", pool, "8", "8"), poolOnly("hold", pool, "8", "4"))
                    .contains(poolOnly("lease", pool, "v2000", "50"), poolOnly("hold", pool, "v2000", "50"));
        }
        assertThat(plan.cells()).allMatch(cell -> cell.type().equals("PoolOnly"));
    }

    private static CellId poolOnly(String method, String pool, String threads, String size) {
        return CellId.of(PoolOnly.class, method, Map.of("pool", pool, "threads", threads, "size", size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ColdConnect", "coldconnect", "ColdConnect.exchange", "^Cold.*server=child$"})
    void oneBenchmarkIsChosenByNameOrExpression(String only) {
        assertThat(SuitePlan.named("quick").only(only).cells())
                .hasSize(3)
                .allMatch(cell -> cell.type().equals("ColdConnect"));
    }

    @Test
    void aNameIsNotTakenForPartOfAnother() {
        assertThat(SuitePlan.named("quick").only("Floor").cells())
                .hasSize(12)
                .allMatch(cell -> cell.type().equals("Floor"));
    }

    @Test
    void aBenchmarkThatTheSuiteLacksIsTakenFromTheLargest() {
        SuitePlan plan = SuitePlan.named("smoke").only("ChunkDecode");
        assertThat(plan.cells()).isNotEmpty().allMatch(cell -> cell.type().equals("ChunkDecode"));
        assertThat(plan.blocks()).isEqualTo(1);
    }

    @Test
    void theQuickSuiteTakesLessThanAQuarterOfAnHourByEstimate() {
        SuitePlan quick = SuitePlan.named("quick");
        assertThat(quick.size().of(quick.cells().size())).isLessThan(Duration.ofMinutes(15));
    }

    @Test
    void unknownNamesAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> SuitePlan.named("slow"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no suite 'slow'; choose one of " + String.join(", ", SuitePlan.SUITES));
        assertThatThrownBy(() -> SuitePlan.named("quick").only("Nothing["))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KeepAlive, Floor, ColdConnect, HeadDecode, ChunkDecode, RequestEncode");
        assertThatThrownBy(() -> SuitePlan.named("quick").withBlocks(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
