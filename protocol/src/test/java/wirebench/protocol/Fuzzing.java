package wirebench.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Runs Jazzer on fuzz targets, each in a JVM of its own, since Jazzer instruments what it watches.
public final class Fuzzing {
    private static final Path FOUND = Path.of("target/fuzz");

    private Fuzzing() {}

    /// Fuzzes one target, or one after another.
    ///
    /// @param args the name of a [FuzzTarget] or `all`, and how many seconds each runs
    /// @throws IOException if seeds cannot be written
    /// @throws InterruptedException if this thread is
    public static void main(String[] args) throws IOException, InterruptedException {
        List<FuzzTarget> targets = args[0].equals("all")
                ? List.of(FuzzTarget.values())
                : List.of(FuzzTarget.valueOf(args[0].toUpperCase(Locale.ROOT)));
        for (FuzzTarget target : targets) {
            Files.deleteIfExists(finding(target));
            int exit = fuzz(target, Integer.parseInt(args[1]));
            if (Files.exists(finding(target))) {
                System.out.printf(
                        "A finding. Mend what is wrong, and add this line to %s:%n%s%n",
                        target.corpus(), WireText.shown(Files.readAllBytes(finding(target))));
            }
            if (exit != 0) {
                System.exit(1);
            }
        }
    }

    private static Path finding(FuzzTarget target) {
        return FOUND.resolve("finding-" + target.name());
    }

    private static int fuzz(FuzzTarget target, int seconds) throws IOException, InterruptedException {
        Path seeds = FOUND.resolve("seeds").resolve(target.name());
        Path grown = FOUND.resolve("grown").resolve(target.name());
        Files.createDirectories(seeds);
        Files.createDirectories(grown);
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        inputs.addAll(target.corpusInputs());
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(seeds.resolve("seed-" + i), inputs.get(i));
        }
        System.out.printf("fuzzing %s for %d s, from %d seeds%n", target.className(), seconds, inputs.size());
        return new ProcessBuilder(command(target, seconds, grown, seeds))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static List<String> command(FuzzTarget target, int seconds, Path... corpora) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=wirebench.protocol.**",
                "--reproducer_path=" + FOUND,
                "-exact_artifact_path=" + finding(target),
                "-max_total_time=" + seconds,
                "-max_len=2048",
                "-print_final_stats=1"));
        Arrays.stream(corpora).map(Path::toString).forEach(command::add);
        return command;
    }
}
