package wirebench.protocol;

import java.io.File;
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
            if (fuzz(target, Integer.parseInt(args[1])) != 0) {
                System.err.println(
                        "A finding: replay it with the input named above, mend what is wrong, and keep the input in "
                                + target.corpus());
                System.exit(1);
            }
        }
    }

    private static int fuzz(FuzzTarget target, int seconds) throws IOException, InterruptedException {
        Path seeds = FOUND.resolve("seeds").resolve(target.name());
        Path grown = FOUND.resolve("grown").resolve(target.name());
        Files.createDirectories(seeds);
        Files.createDirectories(grown);
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(seeds.resolve("seed-" + number++), seed);
        }
        System.out.printf("fuzzing %s for %d s, from %d seeds%n", target.className(), seconds, number);
        return new ProcessBuilder(command(target, seconds, grown, seeds, target.corpus()))
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
                "-artifact_prefix=" + FOUND + File.separator,
                "-max_total_time=" + seconds,
                "-max_len=2048",
                "-print_final_stats=1"));
        Arrays.stream(corpora).map(Path::toString).forEach(command::add);
        return command;
    }
}
