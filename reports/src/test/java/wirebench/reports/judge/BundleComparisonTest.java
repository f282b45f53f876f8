package wirebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.reports.experiment.ComparisonText;
import wirebench.reports.files.RunFolder;
import wirebench.reports.statistics.Change;

class BundleComparisonTest {
    @TempDir
    private Path path;

    private RunFolder before;
    private RunFolder after;

    @BeforeEach
    void makeFolders() {
        before = new RunFolder(path.resolve("before"), 10);
        after = new RunFolder(path.resolve("after"), 10);
    }

    @Test
    void eachArmIsJudgedRelativeToTheBaselineOfItsOwnRun() throws Exception {
        before.arm("gained", 1.2).arm("lost", 1.2).arm("stayed", 1.2);
        after.arm("gained", 1.5).arm("lost", 0.9).arm("stayed", 1.2).machine(3000);
        var comparison = compare();
        assertThat(comparison.isRefused()).isFalse();
        assertThat(comparison.changes())
                .extracting(change -> (Object) change.getClass())
                .containsExactly(Change.Better.class, Change.Worse.class, Change.Same.class);
        assertThat(ComparisonText.of(comparison))
                .contains("gained, relative to baseline, got better: 1.2")
                .contains("| lost | worse | 1.2")
                .contains("Machine, JVM and settings are the same.")
                .contains("| stayed | 1,2")
                .contains("no verdict rests on them");
    }

    @Test
    void ofATimeLessIsBetter() throws Exception {
        before.arm("slow", 2).lessIsBetter();
        after.arm("slow", 1.5).lessIsBetter();
        assertThat(compare().changes()).singleElement().isInstanceOf(Change.Better.class);
    }

    @Test
    void anotherMachineOrJvmForbidsIt() throws Exception {
        before.arm("one", 1.2).environment("jdk", "25.0.2").environment("gitCommit", "abc");
        after.arm("one", 1.5).environment("gitCommit", "def");
        var comparison = compare();
        assertThat(comparison.refusals())
                .containsExactly("JDK: 25.0.2 before, 25.0.3 after; such figures tell nothing about the code.");
        assertThat(comparison.changes()).isEmpty();
        assertThat(ComparisonText.of(comparison)).contains("## Not comparable").doesNotContain("1.5");
    }

    @Test
    void anotherCommitOrSizeIsSaid() throws Exception {
        before.arm("one", 1.2).environment("gitCommit", "abc");
        after.arm("one", 1.2).environment("gitCommit", "def").iterations(5);
        var comparison = compare();
        assertThat(comparison.isRefused()).isFalse();
        assertThat(ComparisonText.of(comparison))
                .contains("| Commit | abc | def | worth knowing |")
                .contains(
                        "| Size of a fork | 3 iterations of PT0.5S after 1 x 2 of warm-up with pauses of PT0S | 5 it");
    }

    @Test
    void anArmThatOnlyOneRunHasIsLeftOut() throws Exception {
        before.arm("one", 1.2).arm("gone", 1.1);
        after.arm("one", 1.2);
        var comparison = compare();
        assertThat(comparison.leftOut()).containsExactly("gone was run before only");
        assertThat(comparison.changes()).hasSize(1);
    }

    @Test
    void fiveBlocksSupportNothing() throws Exception {
        after = new RunFolder(path.resolve("after"), 5).arm("one", 9);
        before.arm("one", 1);
        assertThat(compare().changes()).singleElement().isInstanceOf(Change.Unclear.class);
        assertThat(ComparisonText.of(compare())).contains("| one | unclear | n/a |");
    }

    @Test
    void anArmIsJudgedRelativeToWhatItIsComparedWith() throws Exception {
        before.arm("fast", 2.0).arm("faster", 2.2).against("fast");
        after.arm("fast", 3.0).arm("faster", 3.9).against("fast");
        var comparison = compare();
        assertThat(comparison.changes()).singleElement().isInstanceOf(Change.Better.class);
        assertThat(ComparisonText.of(comparison))
                .contains("relative to what each arm is compared with", "| faster / fast | better | 1.1");
    }

    @Test
    void anArmThatIsComparedWithSomethingElseIsLeftOut() throws Exception {
        before.arm("one", 1.2).arm("two", 1.3).against("one");
        after.arm("one", 1.2).arm("two", 1.3);
        assertThat(compare().leftOut()).containsExactly("two was compared with something else");
    }

    @Test
    void figuresOfZeroAreRefusedInWords() throws Exception {
        before.arm("nothing", 0);
        after.arm("nothing", 0);
        assertThat(compare().refusals()).isNotEmpty().allMatch(refusal -> refusal.contains("must be above zero"));
    }

    private BundleComparison compare() throws Exception {
        return BundleComparison.of(before.read(), after.read());
    }
}
