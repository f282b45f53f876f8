package wirebench.jmh.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.ClientProvider;
import wirebench.jmh.codec.DecoderArm;
import wirebench.jmh.codec.HeadDecode;
import wirebench.jmh.command.ParameterChoices;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.pools.LeasePool;
import wirebench.jmh.pools.PoolOnly;
import wirebench.jmh.wire.Floor;
import wirebench.jmh.wire.Handshakes;
import wirebench.jmh.wire.KeepAlive;
import wirebench.reports.files.Arm;
import wirebench.reports.files.CellId;
import wirebench.reports.files.Size;

class SuitesTest {
    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> SUITES = names();

    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> SUITES_OF_CLIENTS = List.of("smoke", "quick", "standard", "peers");

    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> SUITES_OF_ARMS = List.of("buffers", "pooling", "waiting", "sizes", "delay");

    static final List<String> CLIENTS =
            ClientProvider.all().stream().map(ClientProvider::name).toList();

    private static final int STARTS_SECONDS = 3;

    @ParameterizedTest
    @FieldSource("SUITES_OF_CLIENTS")
    void everySuiteOfClientsComparesThemWithTheirFloors(String suite) {
        Suite plan = named(suite);
        for (String client : CLIENTS) {
            Map<String, String> parameters =
                    Map.of("client", client, "concurrency", "64", "scenario", "plaintext", "server", "child");
            assertThat(cells(plan))
                    .contains(
                            TestSuites.cell(KeepAlive.class, "exchange", parameters),
                            TestSuites.cell(Floor.class, "exchange", parameters));
        }
    }

    @ParameterizedTest
    @FieldSource("SUITES")
    void everyCellIsThereOnceAndCanNameAFolder(String suite) {
        assertThat(cells(named(suite)))
                .doesNotHaveDuplicates()
                .allSatisfy(cell -> assertThat(cell.toString()).matches("[A-Za-z.]+(,[a-z]+=[a-z0-9-]+)*"));
    }

    @Test
    void theParserSuiteComparesEveryDecoderOnTheSameHeads() {
        Suite plan = named("parser");
        for (String input : List.of("whole", "segmented", "fragmented")) {
            for (String decoder : DecoderArm.NAMES) {
                Map<String, String> parameters = Map.of("decoder", decoder, "head", "typical", "input", input);
                assertThat(cells(plan)).contains(TestSuites.cell(HeadDecode.class, "decode", parameters));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SUITES_OF_ARMS")
    void everySuiteOfArmsHasFloorsBesideThem(String suite) {
        Suite plan = named(suite);
        assertThat(plan.size().blocks()).isEqualTo(3);
        assertThat(cells(plan)).anyMatch(cell -> cell.type().equals("Floor"));
        for (String client : CLIENTS) {
            assertThat(cells(plan))
                    .anyMatch(cell -> !cell.type().equals("Floor")
                            && client.equals(cell.parameters().get("client")));
        }
        Size size = plan.size();
        int forks = size.blocks() * plan.cells().size();
        int seconds = forks * (STARTS_SECONDS + (size.warmup().allIterations() + size.iterations()) / 2);
        assertThat(seconds).as("seconds that the suite takes").isLessThan(13 * 60);
    }

    @Test
    void everyParameterOfACellIsOneOfItsBenchmark() throws Exception {
        for (String suite : SUITES_OF_ARMS) {
            for (Arm cell : named(suite).cells()) {
                Class<?> type = type(cell);
                assertThat(parameters(type))
                        .as(cell.name())
                        .isEqualTo(cell.parameters().keySet());
            }
        }
    }

    private static Class<?> type(Arm cell) throws ClassNotFoundException {
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
        Suite plan = named(suite);
        for (String client : CLIENTS) {
            assertThat(cells(plan))
                    .anyMatch(cell -> client.equals(cell.parameters().get("client"))
                            && cell.parameters().containsValue("tls13"));
        }
        for (Arm cell : plan.cells()) {
            Class<?> type = type(cell);
            assertThat(parameters(type))
                    .as(cell.name())
                    .isEqualTo(cell.parameters().keySet());
        }
    }

    @Test
    void theSecurePeersSuiteHoldsEveryPeerOnce() {
        assertThat(cells(only("secure-peers", "SecurePeers")))
                .extracting(cell -> cell.parameters().get("peer"))
                .containsExactlyElementsOf(Peers.names());
    }

    @Test
    void everyHandshakeIsMeasuredFullAndResumed() {
        List<CellId> cells = cells(only("handshakes", "Handshakes"));
        assertThat(cells).hasSize(12).allSatisfy(cell -> {
            Map<String, String> other = new TreeMap<>(cell.parameters());
            other.compute("session", (_, session) -> "full".equals(session) ? "resumed" : "full");
            assertThat(cells).contains(TestSuites.cell(Handshakes.class, "exchange", other));
        });
    }

    @Test
    void schedulersAreArmsOfVirtualThreadsAlone() {
        assertThat(cells(named("waiting")))
                .filteredOn(cell -> !"default".equals(cell.parameters().getOrDefault("scheduler", "default")))
                .isNotEmpty()
                .allMatch(cell -> "virtual".equals(cell.parameters().get("client")));
    }

    @Test
    void thePeersSuiteHoldsEveryPeerOnce() {
        Suite plan = only("peers", "PeerExchange");
        assertThat(plan.size().blocks()).isEqualTo(3);
        assertThat(cells(plan))
                .extracting(cell -> cell.parameters().get("peer"))
                .containsExactlyElementsOf(Peers.names());
        assertThat(cells(plan))
                .allSatisfy(cell -> assertThat(cell.parameters())
                        .containsAllEntriesOf(Map.of("concurrency", "64", "scenario", "plaintext", "server", "child")));
    }

    @Test
    void thePoolsSuiteComparesEveryPoolOnTheSameWorkWithEnoughAndWithTooFew() {
        Suite plan = named("pools");
        for (String pool : LeasePool.NAMES) {
            assertThat(cells(plan))
                    .contains(poolOnly("lease", pool, "8", "8"), poolOnly("hold", pool, "8", "4"))
                    .contains(poolOnly("lease", pool, "v2000", "50"), poolOnly("hold", pool, "v2000", "50"));
        }
        assertThat(cells(plan)).allMatch(cell -> cell.type().equals("PoolOnly"));
    }

    private static CellId poolOnly(String method, String pool, String threads, String size) {
        return TestSuites.cell(PoolOnly.class, method, Map.of("pool", pool, "threads", threads, "size", size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ColdConnect", "coldconnect", "ColdConnect.exchange", "^Cold.*server=child$"})
    void oneBenchmarkIsChosenByNameOrExpression(String only) {
        assertThat(cells(only("quick", only)))
                .hasSize(CLIENTS.size())
                .allMatch(cell -> cell.type().equals("ColdConnect"));
    }

    @Test
    void aNameIsNotTakenForPartOfAnother() {
        assertThat(cells(only("quick", "Floor")))
                .hasSize(4 * CLIENTS.size())
                .allMatch(cell -> cell.type().equals("Floor"));
    }

    @Test
    void aBenchmarkThatTheSuiteLacksIsTakenFromTheLargest() {
        Suite plan = only("smoke", "ChunkDecode");
        assertThat(cells(plan)).isNotEmpty().allMatch(cell -> cell.type().equals("ChunkDecode"));
        assertThat(plan.size().blocks()).isEqualTo(1);
    }

    @Test
    void theQuickSuiteTakesLessThanAQuarterOfAnHourByEstimate() {
        Suite quick = named("quick");
        assertThat(Sizes.time(quick.size(), quick.cells().size())).isLessThan(Duration.ofMinutes(15));
    }

    @Test
    void unknownNamesAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> new Suites(ParameterChoices.benchmarks()).named("slow"))
                .isInstanceOf(ExperimentException.class)
                .hasMessage("there is no suite 'slow'; choose one of " + String.join(", ", names()));
        assertThatThrownBy(() -> only("quick", "Nothing["))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KeepAlive, Floor, ColdConnect, HeadDecode, ChunkDecode, RequestEncode");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matrix: {}                                   | 4: 'matrix' names no parameter
            matrix: {client: []}                         | 4: 'client' in a matrix has to be a list of values, or all of them: all
            matrix: {client: nio}                        | 4: 'client' in a matrix has to be a list of values, or all of them: all
            matrix: {scenario: all}                      | 4: what all values of 'scenario' are is not known of
            matrix: {client: [curl]}                     | 4: parameter 'client' is 'curl'; it takes one of CLIENTS
            matrix: {client: [nio, nio]}                 | the cell KeepAlive.exchange,client=nio,concurrency=8,scenario=plaintext,server=child is there twice
            matrix: {concurrency: [1]}                   | 4: 'concurrency' is in 'parameters' and in 'matrix'; leave out one
            """)
    void aMatrixThatIsWrongIsRefusedWithItsLine(String matrix, String message) {
        String text = """
                title: Wrong
                arms:
                  - {benchmark: KeepAlive, parameters: {concurrency: 8},
                     %s}
                parameters: {scenario: plaintext}
                """.formatted(matrix);
        String file = matrix.contains("scenario") ? text.replace("parameters: {scenario: plaintext}\n", "") : text;
        assertThatThrownBy(() -> new Suites(ParameterChoices.benchmarks()).read("wrong", "wrong.yaml", file))
                .isInstanceOf(ExperimentException.class)
                .hasMessageStartingWith("wrong.yaml:")
                .hasMessageContaining(message.replace("CLIENTS", String.join(", ", CLIENTS)));
    }

    private static List<String> names() {
        try {
            return List.copyOf(Suites.names());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Suite named(String name) {
        try {
            return new Suites(ParameterChoices.benchmarks()).named(name);
        } catch (ExperimentException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Suite only(String name, String wanted) {
        return named(name).only(wanted, named("standard"));
    }

    private static List<CellId> cells(Suite suite) {
        return suite.cells().stream().map(Arm::cell).toList();
    }
}
