package wirebench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wirebench.whole.cycle.there.There;

/// Which package may import which, inside a module and from outside it. `packages.txt` has the rules with their
/// reasons.
class PackageRulesTest {
    private static PackageGraph graph = new PackageGraph(Map.of());

    @BeforeAll
    static void readClasses() {
        Path[] modules = Arrays.stream(ReactorModule.values())
                .map(ReactorModule::classes)
                .toArray(Path[]::new);
        graph = PackageGraph.of(new ClassFileImporter().importPaths(modules));
    }

    @Test
    void noPackageImportsItselfByWayOfOthers() {
        assertThat(graph.imports()).hasSizeGreaterThan(ReactorModule.values().length);
        assertThat(graph.cycle()).isEmpty();
    }

    @Test
    void everyPackageImportsWhatItsRuleNamesAndNothingElse() {
        Map<String, PackageRules.Rule> rules = PackageRules.read().rules();
        assertThat(graph.imports().keySet()).containsExactlyInAnyOrderElementsOf(rules.keySet());
        graph.imports().forEach((name, imports) -> {
            PackageRules.Rule rule = rules.get(name);
            assertThat(imports)
                    .as("%s imports what it may: %s", name, rule.reason())
                    .isEqualTo(rule.imports());
        });
    }

    @Test
    void everyRuleHasAReason() {
        assertThat(PackageRules.read().rules().values())
                .noneMatch(rule -> rule.reason().isEmpty());
    }

    /// The two packages below this one import each other on purpose.
    @Test
    void aCycleIsFound() {
        PackageGraph cyclic = PackageGraph.of(
                new ClassFileImporter().importPackagesOf(There.class).stream().toList());
        assertThat(cyclic.cycle()).isEmpty();
        PackageGraph both = PackageGraph.of(new ClassFileImporter().importPackages("wirebench.whole.cycle"));
        assertThat(both.cycle()).hasValue(List.of("whole.cycle.here", "whole.cycle.there", "whole.cycle.here"));
        assertThat(both.imports()).containsEntry("whole.cycle.here", Set.of("whole.cycle.there"));
    }
}
