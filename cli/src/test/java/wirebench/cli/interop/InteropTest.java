package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.client.ExchangeException;

/// Every client understands every server, and is understood.
///
/// A server that is not installed is left out, and the test says so.
class InteropTest {
    private static final Map<ServerKind, RunningServer> RUNNING = new EnumMap<>(ServerKind.class);

    @TempDir
    private static Path folder;

    /// A case between two parties.
    record Trial(ServerKind server, ClientProvider client, InteropCase of) {
        @Override
        public String toString() {
            return server + " and " + client.name() + ": " + of.sentence();
        }
    }

    static Stream<Trial> trials() {
        List<ClientProvider> clients = ClientProvider.all();
        List<InteropCase> cases = InteropCase.all();
        return Stream.of(ServerKind.values())
                .flatMap(server -> cases.stream()
                        .filter(each -> each.servers().contains(server))
                        .flatMap(each -> clients.stream().map(client -> new Trial(server, client, each))));
    }

    @BeforeAll
    static void startServers() throws Exception {
        Site site = Site.create(folder.resolve("site"));
        for (ServerKind kind : ServerKind.values()) {
            if (kind.absence().isEmpty()) {
                RUNNING.put(kind, kind.start(site));
            }
        }
    }

    @AfterAll
    static void endServersAndLeaveNoProcess() {
        RUNNING.values().forEach(RunningServer::close);
        RUNNING.clear();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @AfterAll
    static void sayWhatWasProven() {
        for (ServerKind kind : ServerKind.values()) {
            long cases = trials().filter(trial -> trial.server() == kind).count();
            System.out.println("[interop] " + kind + ": "
                    + kind.absence()
                            .map(why -> "LEFT OUT, " + cases + " trials skipped: " + why)
                            .orElse(cases + " trials"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    void clientAndServerUnderstandEachOther(Trial trial) throws Exception {
        RunningServer server = RUNNING.get(trial.server());
        Assumptions.assumeTrue(server != null, () -> trial.server().absence().orElse("it did not start"));
        try (Talk talk = Talk.open(trial.client(), server)) {
            trial.of().play().run(talk);
        } catch (AssertionError | ExchangeException e) {
            // Reports on the console name the method, not its argument.
            throw new AssertionError(trial + ": " + e.getMessage(), e);
        }
    }
}
