package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.files.Plan;

class PlannedRunTest {
    @TempDir
    private Path path;

    @Test
    void aPlanThatCanFindNothingSaysHowManyBlocksItNeeds() {
        assertThat(PlannedRun.power(FakeForks.plan(7)).orElseThrow())
                .contains("Note: A comparison needs 6 blocks, and these are 3", "Use --blocks 6.");
    }

    @Test
    void aPlanSaysWhichDifferencesItCanFind() {
        assertThat(PlannedRun.power(FakeForks.plan(10, 7, Optional.empty())).orElseThrow())
                .matches(
                        "A comparison needs 6 blocks, and these are 10: a difference of 2 % would be found in 4 of 5 such"
                                + " runs where ratios scatter by 2 %, one of 1[01] % where they scatter by 10 %\\.");
    }

    @Test
    void anInterruptedRunSaysWhatIsKeptAndHowToGoOn() throws Exception {
        Plan plan = FakeForks.plan(7);
        RunFolder folder = new RunFolder(path);
        PlannedRun run = new PlannedRun(folder, path.resolve("report"), CpuPlacement.NONE, FakeWorld.INSTANCE);
        assertThat(run.interrupted(plan)).contains("interrupted: 0 of " + plan.forks() + " forks are kept; ");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        BlockRun.begin(
                        plan,
                        folder,
                        _ -> Optional.empty(),
                        new Progress(nowhere, false, plan.forks()),
                        FakeWorld.INSTANCE)
                .run(FakeForks::run);
        assertThat(run.interrupted(plan))
                .endsWith("interrupted: " + plan.forks() + " of " + plan.forks()
                        + " forks are kept; go on with ./wirebench bench --resume " + path);
    }
}
