package wirebench.jmh.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wirebench.jmh.experiment.Suite;
import wirebench.jmh.experiment.TestSuites;
import wirebench.jmh.wire.KeepAlive;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Plan;

/// A run with JMH's own forks in a JVM of its own, to be killed at any moment: two blocks of a benchmark with a
/// server and one without.
final class HarnessToKill {
    static final int FORKS = 4;

    private static final List<Arm> CELLS = List.of(
            TestSuites.arm(TinyBenchmarks.class, "works", Map.of("size", "1")),
            TestSuites.arm(
                    KeepAlive.class,
                    "exchange",
                    Map.of(
                            "client", "virtual",
                            "concurrency", "8",
                            "scenario", "plaintext",
                            "server", "child")));

    private HarnessToKill() {}

    /// Begins a run, or goes on with it.
    ///
    /// @param arguments the folder; `begin` or `resume`; and how many milliseconds an iteration takes
    public static void main(String[] arguments) throws Exception {
        System.setProperty("jmh.ignoreLock", "true");
        RunFolder folder = new RunFolder(Path.of(arguments[0]));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Progress progress = new Progress(nowhere, false, FORKS);
        Duration iteration = Duration.ofMillis(Long.parseLong(arguments[2]));
        Suite suite = TestSuites.of("killed", 2, 5, 5, iteration, CELLS.toArray(Arm[]::new));
        Plan plan = arguments[1].equals("begin")
                ? Plans.of(suite, 7, "again", FakeWorld.INSTANCE.origin("killed"))
                : Plan.read(folder.path());
        BlockRun run = arguments[1].equals("begin")
                ? BlockRun.begin(plan, folder, _ -> Optional.empty(), progress, FakeWorld.INSTANCE)
                : BlockRun.resume(folder, _ -> Optional.empty(), progress, FakeWorld.INSTANCE);
        try (PrintStream log = new PrintStream(
                Files.newOutputStream(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8)) {
            run.run(new JmhForks(plan.size(), CpuPlacement.NONE, log, folder.log()));
        }
    }
}
