package wirebench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.jmh.command.ParameterChoices;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.Experiments;
import wirebench.jmh.experiment.Suites;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.protocol.Fields;
import wirebench.reports.files.Arm;
import wirebench.reports.files.CellId;

/// A client that is put on the class path is measured without another edit.
class FourthClientTest {
    @TempDir
    private Path folder;

    private AutoCloseable fourth = () -> {};

    @BeforeEach
    void putItOnTheClassPath() throws Exception {
        fourth = FourthClient.onClassPath(folder);
    }

    @AfterEach
    void takeItAway() throws Exception {
        fourth.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buffers",
                "delay",
                "handshakes",
                "peers",
                "pooling",
                "precautions",
                "quick",
                "secure-peers",
                "secured",
                "sizes",
                "smoke",
                "standard",
                "waiting"
            })
    void suitesOfAllClientsHaveItBesideItsFloor(String suite) throws Exception {
        Map<String, Set<String>> clients = new Suites(ParameterChoices.benchmarks())
                .named(suite).cells().stream()
                        .map(Arm::cell)
                        .filter(cell -> cell.parameter("client").isPresent())
                        .collect(Collectors.groupingBy(
                                CellId::type,
                                TreeMap::new,
                                Collectors.mapping(
                                        cell -> cell.parameters().get("client"),
                                        Collectors.toCollection(TreeSet::new))));
        assertThat(clients)
                .isNotEmpty()
                .allSatisfy((_, names) -> assertThat(names).contains(FourthClient.NAME, "blocking", "nio", "virtual"));
    }

    @Test
    void experimentsWithAllClientsHaveIt() throws Exception {
        Experiments experiments = new Experiments(ParameterChoices.benchmarks());
        assertThat(experiments.find("20").arms()).extracting(Arm::name).contains(FourthClient.NAME);
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                title: A title
                question: A question?
                expectation: An answer.
                metric: {name: score, better: more}
                baseline: nio-8
                benchmark: KeepAlive
                parameters: {scenario: plaintext, server: child}
                arms:
                  - {name: "{client}-{concurrency}", matrix: {client: all, concurrency: [8]}}
                size: {blocks: 4, warmup: {cycles: 2, iterations: 3, pause: 100ms}, iterations: 2, time: 1s}
                """);
        Experiment own = experiments.read(file);
        assertThat(own.arms())
                .extracting(Arm::name)
                .containsExactly(FourthClient.NAME + "-8", "blocking-8", "nio-8", "virtual-8");
    }

    @Test
    void itIsDrivenAndCountedLikeTheOthersAndSoIsTheFloorOfItsModel() throws Exception {
        CellId cell = CellId.of("wirebench.jmh.Fourth.exchange", new TreeMap<>());
        WireParameters parameters = new WireParameters(FourthClient.NAME, 4, "plaintext", "embedded");
        try (WireMeasurement client = WireMeasurement.ofClient(cell, parameters, Fields.NONE)) {
            client.drive(100); // closing compares the counts
        }
        try (WireMeasurement floor = WireMeasurement.ofFloor(cell, parameters)) {
            floor.drive(100);
        }
    }
}
