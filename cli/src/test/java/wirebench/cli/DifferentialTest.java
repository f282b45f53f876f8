package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.contract.Differential;
import wirebench.contract.DifferentialCase;
import wirebench.contract.DifferentialCases;
import wirebench.contract.Observation;
import wirebench.contract.Way;

/// Runs the same exchanges through all clients and in all ways, and compares what came of them: whatever a case is
/// about, the clients must not differ.
final class DifferentialTest {
    /// Cases mostly wait, so many are under way together.
    private static final int TOGETHER = 16;

    private static final Map<String, Future<Map<String, Observation>>> OBSERVED = new HashMap<>();
    private static final ExecutorService OBSERVERS = Executors.newFixedThreadPool(
            TOGETHER, Thread.ofPlatform().daemon().name("observer-", 0).factory());

    @BeforeAll
    static void observeAll() {
        chosen().forEach(each -> OBSERVED.put(each.name(), OBSERVERS.submit(() -> observe(each, Way.values()))));
        documented()
                .forEach(each -> OBSERVED.put(each.name(), OBSERVERS.submit(() -> observe(each, Way.ASYNCHRONOUSLY))));
    }

    @AfterAll
    static void end() {
        OBSERVERS.shutdownNow();
        OBSERVED.clear();
    }

    static List<DifferentialCase> chosen() {
        return DifferentialCases.chosen();
    }

    static List<DifferentialCase> documented() {
        return DifferentialCases.documented();
    }

    @Test
    void allClientsAreThereAndOfTheModelThatTheirProvidersSay() {
        assertThat(ClientProvider.all()).extracting(ClientProvider::name).contains("blocking", "nio", "virtual");
        assertThat(ClientProvider.all()).allSatisfy(provider -> {
            try (HttpClient client = provider.open(ClientConfig.DEFAULT)) {
                assertThat(client.name()).isEqualTo(provider.name());
                assertThat(client.model()).isEqualTo(provider.model());
            }
        });
    }

    @Test
    void everyCaseHasANameOfItsOwn() {
        assertThat(chosen()).extracting(DifferentialCase::name).doesNotHaveDuplicates();
        assertThat(documented()).extracting(DifferentialCase::name).doesNotHaveDuplicates();
        assertThat(OBSERVED).hasSize(chosen().size() + documented().size());
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void allClientsAgreeInAllWays(DifferentialCase differential) throws Exception {
        assertAllEqual(OBSERVED.get(differential.name()).get());
    }

    @ParameterizedTest
    @MethodSource("documented")
    void allClientsAgreeOnEveryWireCase(DifferentialCase differential) throws Exception {
        assertAllEqual(OBSERVED.get(differential.name()).get());
    }

    private static Map<String, Observation> observe(DifferentialCase differential, Way... ways) {
        Map<String, Observation> observations = new LinkedHashMap<>();
        for (ClientProvider provider : ClientProvider.all()) {
            for (Way way : ways) {
                observations.put(provider.name() + " " + way, Differential.observe(provider, way, differential));
            }
        }
        return observations;
    }

    private static void assertAllEqual(Map<String, Observation> observations) {
        Observation first = observations.values().iterator().next();
        assertThat(observations)
                .allSatisfy(
                        (who, observation) -> assertThat(observation).as(who).isEqualTo(first));
    }
}
