package wirebench.jmh.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import wirebench.jmh.folder.ForkFolder;
import wirebench.machine.noise.NoiseSample;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Plan;

/// A run in a JVM of its own that ends by SIGKILL at a point that it is told.
final class KilledRun {
    private final String point;
    private int left;

    private KilledRun(String point, int forks) {
        this.point = point;
        left = forks;
    }

    /// Begins a run, or goes on with it.
    ///
    /// @param arguments the folder; `begin` or `resume`; a point, see [#at]; and in how many forks from now
    public static void main(String[] arguments) throws Exception {
        RunFolder folder = new RunFolder(Path.of(arguments[0]));
        KilledRun killed = new KilledRun(arguments[2], Integer.parseInt(arguments[3]));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Progress progress = new Progress(nowhere, false, 9);
        Plan plan = arguments[1].equals("begin") ? FakeForks.plan(7) : Plan.read(folder.path());
        BlockRun run = arguments[1].equals("begin")
                ? BlockRun.begin(plan, folder, killed::quiet, progress, FakeWorld.INSTANCE)
                : BlockRun.resume(folder, killed::quiet, progress, FakeWorld.INSTANCE);
        run.run(killed::run);
    }

    private MeasuredFork run(Arm arm, ForkFolder folder) {
        left--;
        at("before-the-fork");
        MeasuredFork result = FakeForks.run(arm, folder);
        at("in-the-fork");
        return result;
    }

    private Optional<String> quiet(NoiseSample noise) {
        at("after-the-fork");
        return Optional.empty();
    }

    private void at(String here) {
        if (left == 0 && here.equals(point)) {
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
                Thread.sleep(60_000);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
