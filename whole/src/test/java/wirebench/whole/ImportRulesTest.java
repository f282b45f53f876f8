package wirebench.whole;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which module may import which, and what some of them may not touch at all.
///
/// It reads the compiled classes of all modules, so it lives in the one that is built last.
class ImportRulesTest {
    private static final String[] PEERS = {
        "com.zaxxer..",
        "java.net.http..",
        "io.helidon..",
        "io.netty..",
        "io.vertx..",
        "okhttp3..",
        "org.apache.commons.pool2..",
        "org.apache.hc..",
        "org.asynchttpclient..",
        "org.eclipse.jetty..",
        "reactor..",
        "stormpot.."
    };

    private static final Map<ReactorModule, JavaClasses> COMPILED = new EnumMap<>(ReactorModule.class);

    @BeforeAll
    static void importClasses() {
        for (ReactorModule module : ReactorModule.values()) {
            COMPILED.put(module, new ClassFileImporter().importPath(module.classes()));
        }
    }

    /// Without classes every rule below would hold.
    @ParameterizedTest
    @EnumSource
    void everySourceFileIsCompiled(ReactorModule module) {
        assertThat(module.sourceFiles()).isNotEmpty().allSatisfy(source -> {
            String file = source.toString().replaceFirst("java$", "class");
            assertThat(module.classes().resolve(file)).isRegularFile();
        });
    }

    @Test
    void everyFolderWithSourcesIsAModuleOfTheseRules() throws Exception {
        try (var folders = Files.list(Path.of(".."))) {
            assertThat(folders.map(folder -> folder.resolve("src/main/java")).filter(Files::isDirectory))
                    .containsExactlyInAnyOrderElementsOf(Set.of(ReactorModule.values()).stream()
                            .map(ReactorModule::sources)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeLivesInThePackageOfItsModule(ReactorModule module) {
        classes()
                .that(resideOutsideOfPackage("gg.jte.generated.."))
                .should()
                .resideInAPackage(module.packageName() + "..")
                .because("the rules below go by package")
                .check(COMPILED.get(module));
    }

    @ParameterizedTest
    @EnumSource
    void modulesImportWhatTheyMay(ReactorModule module) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(module.foreignPackages())
                .because(module.reason())
                .check(COMPILED.get(module));
    }

    @Test
    void protocolKnowsNoSocketNoThreadAndNoClock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.time.Clock.class)
                .orShould()
                .callMethodWhere(readsAClock())
                .because("the same codec must run under every I/O model, and every test of it must repeat exactly")
                .check(COMPILED.get(ReactorModule.PROTOCOL));
    }

    private static DescribedPredicate<JavaMethodCall> readsAClock() {
        Set<String> clocks = Set.of("nanoTime", "currentTimeMillis", "now");
        return describe("it reads a clock", call -> {
            String owner = call.getTargetOwner().getName();
            return clocks.contains(call.getName())
                    && (owner.equals("java.lang.System") || owner.startsWith("java.time."));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT", "BLOCKING", "NIO", "VIRTUAL"})
    void durationsBecomeNumbersInOnePlace(ReactorModule module) {
        noClasses()
                .that()
                .doNotHaveSimpleName("Backoff") // whose durations are bounded
                .should()
                .callMethodWhere(describe("it converts a duration", ImportRulesTest::convertsDuration))
                .because("Duration's own conversions fail beyond 292 years, and Deadline.nanos does not")
                .check(COMPILED.get(module));
    }

    private static boolean convertsDuration(JavaMethodCall call) {
        return call.getTargetOwner().getName().equals("java.time.Duration")
                && Set.of("toNanos", "toMillis").contains(call.getName());
    }

    @Test
    void serverUsesNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "wirebench.server..", "java..", "javax..", "jdk..", "com.sun..", "org.jspecify.annotations")
                .because("its cost must stay constant while everything else changes")
                .check(COMPILED.get(ReactorModule.SERVER));
    }

    @Test
    void certificatesAreMadeByTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("wirebench.certificates..", "java..", "javax..", "org.jspecify.annotations")
                .because("forks make them too, and a library for it would be on the class path of what is measured")
                .check(COMPILED.get(ReactorModule.CERTIFICATES));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JMH")
    void peersAppearOnlyAsArmsOfBenchmarks(ReactorModule module) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PEERS)
                .because("peers are measured, not used")
                .check(COMPILED.get(module));
    }

    @ParameterizedTest
    @EnumSource
    void everyPackageIsNullMarked(ReactorModule module) {
        JavaPackage ours = COMPILED.get(module).getPackage(module.packageName());
        assertThat(ours.getSubpackagesInTree())
                .filteredOn(
                        each -> !each.getClasses().isEmpty() && !each.getName().endsWith(".jmh_generated"))
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class), "has a package-info.java with @NullMarked");
        assertThat(ours.isAnnotatedWith(NullMarked.class)).isTrue();
    }
}
