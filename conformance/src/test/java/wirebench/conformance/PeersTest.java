package wirebench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Puts every wire case to widely used clients. Where one of them differs from the case, `differences.md` explains
/// it, and `docs/peers.md` is what this test prints: `-Dpeers.write=true` rewrites it.
final class PeersTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "peers.md");
    private static final List<Difference> EXPLAINED = Difference.readAll();
    private static final List<Survey> SURVEYS = new ArrayList<>();

    @BeforeAll
    @Timeout(180) // far more than it takes, since it has most of the waiting of the whole build
    static void askAll() throws Exception {
        List<Peer> peers = List.of(
                new OwnDecoder(),
                new NettyCodec(),
                new OverSocket(new JettyClient()),
                new OverSocket(new JdkClient()),
                new OverSocket(new ApacheClient()),
                new OverSocket(new OkHttp3Client()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Survey>> surveys = peers.stream()
                    .map(peer -> (Callable<Survey>) () -> survey(peer))
                    .toList();
            threads.invokeAll(surveys).forEach(survey -> SURVEYS.add(survey.resultNow()));
        }
        System.out.print(new PeersDocument(SURVEYS, EXPLAINED).figures());
    }

    private static Survey survey(Peer peer) throws Exception {
        try (peer) {
            return Survey.of(peer);
        }
    }

    static List<Survey> surveys() {
        return SURVEYS;
    }

    @ParameterizedTest
    @MethodSource("surveys")
    void everyDifferenceIsExplainedAndEveryExplanationSeen(Survey survey) throws Exception {
        assumeTrue(isTheDocumentedVersion(survey), survey.title() + " is not the version of the document");
        assertThat(explained(survey))
                .as(() -> survey.differences().collect(Collectors.joining("\n")))
                .containsExactlyElementsOf(new TreeSet<>(different(survey)));
    }

    @Test
    void ownDecoderDiffersNowhere() {
        assertThat(SURVEYS.getFirst().differences()).isEmpty();
    }

    @Test
    void documentIsWhatIsSeen() throws Exception {
        String document = new PeersDocument(SURVEYS, EXPLAINED).text();
        if (Boolean.getBoolean("peers.write")) {
            Files.writeString(DOCUMENT, document);
        }
        for (Survey survey : SURVEYS) {
            assumeTrue(isTheDocumentedVersion(survey), survey.title() + " is not the version of the document");
        }
        assertThat(Files.readString(DOCUMENT))
                .as("-Dpeers.write=true rewrites it")
                .isEqualTo(document);
    }

    /// All peers but the JDK come in the version that the build names. What another JDK does is no fault of a build.
    private static boolean isTheDocumentedVersion(Survey survey) throws Exception {
        return !survey.name().equals("jdk") || Files.readString(DOCUMENT).contains("| " + survey.title() + " |");
    }

    /// In order; one that two explanations claim comes twice.
    private static List<String> explained(Survey survey) {
        return EXPLAINED.stream()
                .filter(difference -> difference.peer().equals(survey.name()))
                .flatMap(difference -> difference.cases().stream())
                .sorted()
                .toList();
    }

    private static List<String> different(Survey survey) {
        return survey.of(Agreement.DIFFERENT)
                .map(comparison -> comparison.wireCase().id())
                .toList();
    }
}
