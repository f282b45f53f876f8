package wirebench.jmh.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wirebench.jmh.folder.RunFailure;
import wirebench.server.config.ServerConfig;
import wirebench.server.process.ServerProcess;

/// Measures one cell of [Memory] in a JVM of its own, with a server in another.
final class MemoryFork {
    private static final long MOST_SECONDS = 600;

    /// Connections that the probe has before those that are measured.
    private static final int OBSERVERS = 100;

    /// The heap gives back what is not in use, so that what is resident tells of what is; every other setting is the
    /// system's own.
    private static final List<String> JVM = List.of(
            "-Xms16m",
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "-XX:SoftRefLRUPolicyMSPerMB=0", // what is held softly goes at once, and not between the readings
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=10",
            "-XX:MaxDirectMemorySize=4g",
            "-XX:-UsePerfData");

    private MemoryFork() {}

    /// Runs it.
    ///
    /// @throws RunFailure if it measured nothing; the message says why
    static MemoryResult run(MemoryCell cell) throws IOException, InterruptedException, RunFailure {
        Path output = Files.createTempFile("memory", ".txt");
        ServerConfig roomy = ServerConfig.DEFAULT.withMaxConnections(cell.connections() + OBSERVERS);
        try (ServerProcess server = ServerProcess.start(roomy)) {
            Process fork = new ProcessBuilder(command(server.url(), cell))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!fork.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                    throw new RunFailure(cell + ": not done within " + MOST_SECONDS + " s");
                }
            } finally {
                fork.destroyForcibly();
            }
            return result(cell, Files.readAllLines(output));
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> command(String url, MemoryCell cell) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MemoryProbe.class.getName(), url));
        command.addAll(cell.words());
        return command;
    }

    private static MemoryResult result(MemoryCell cell, List<String> lines) throws RunFailure {
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.getFirst().equals(MemoryProbe.MARK) && words.size() == 9) {
                return new MemoryResult(
                        cell, MemoryReading.of(words.subList(1, 5)), MemoryReading.of(words.subList(5, 9)));
            }
        }
        throw new RunFailure(cell + ": " + (lines.isEmpty() ? "the fork printed nothing" : String.join(" | ", lines)));
    }
}
