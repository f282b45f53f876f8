package wirebench.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wirebench.load.Reconciliation;

/// Where a run puts what it measured.
///
/// ```
/// jmh-result.json                             JMH's own format, a result for each cell
/// run.json                                    what the run says about itself
/// plan.json                                   all forks in their order, drawn before the first
/// forks/                                      what each fork measured, see [ForkStore]; the rest comes of it
/// histograms/CELL/fork-MILLIS-PID.hlog        latencies, for each fork
/// counts/CELL/fork-MILLIS-PID.json            what both ends counted, for each fork
/// settings/CELL/fork-MILLIS-PID.json          how a client that is not ours was set up, for each fork
/// invalid.txt                                 only in the folder of a fork: why what it measured does not count
/// jmh.log                                     what JMH and the forks printed
/// ```
/// Files that are replaced are whole at every moment. Immutable.
///
/// @param path the folder
record ResultFolder(Path path) {
    /// The system property that tells a fork where to write.
    static final String PROPERTY = "wirebench.results";

    private static final String INVALID = "invalid.txt";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<String> KINDS = List.of("histograms", "counts", "settings");
    private static final List<String> OWN =
            List.of("plan.json", "forks", "jmh-result.json", "run.json", "histograms", "counts", "settings", "jmh.log");

    /// The folder that the suite named to this JVM, if it is a fork of one.
    static Optional<ResultFolder> ofThisFork() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(folder -> new ResultFolder(Path.of(folder)));
    }

    /// Whether an argument of a JVM tells it where to write, which is its own for each fork.
    static boolean isNamedBy(String argument) {
        return argument.startsWith("-D" + PROPERTY + "=");
    }

    /// Makes the folder, and removes from it what an earlier run put there, and nothing else.
    void prepare() throws IOException {
        Files.createDirectories(path);
        for (String name : OWN) {
            delete(path.resolve(name));
        }
    }

    /// Removes a file or a folder with all that is in it, if it is there.
    static void delete(Path old) throws IOException {
        if (Files.exists(old)) {
            Files.walkFileTree(old, new Deletion());
        }
    }

    ForkStore forks() {
        return new ForkStore(path.resolve("forks"));
    }

    Path plan() {
        return path.resolve("plan.json");
    }

    /// Copies what a fork wrote to where all forks of its cell are together.
    void gather(RunPlan.Slot slot, CellId cell) throws IOException {
        for (String kind : KINDS) {
            Optional<Path> written = forks().written(slot, kind);
            if (written.isPresent()) {
                copy(written.get(), path.resolve(kind).resolve(cell.toString()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    Path log() {
        return path.resolve("jmh.log");
    }

    /// A file of this JVM below the folder of a cell.
    ///
    /// @param ending with its dot, or empty
    Path forkFile(String kind, CellId cell, String ending) {
        var jvm = ManagementFactory.getRuntimeMXBean();
        String name = "fork-" + jvm.getStartTime() + "-" + jvm.getPid() + ending;
        return path.resolve(kind).resolve(cell.toString()).resolve(name);
    }

    /// Writes what both ends counted in this JVM.
    void writeCounts(CellId cell, Reconciliation counts) {
        writeFork("counts", cell, counts);
    }

    /// Writes how the client in this JVM was set up, if it has anything to say.
    void writeSettings(CellId cell, Map<String, String> settings) {
        if (!settings.isEmpty()) {
            writeFork("settings", cell, new TreeMap<>(settings));
        }
    }

    /// Says in a fork that what it measures is not what was asked for, and would not be if it were run again, such
    /// as a rate that was not reached. The fork then leaves every table and keeps its folder. The first reason
    /// stands, since what comes later mostly follows from it.
    ///
    /// @param reason in words, with the figures that show it
    void markInvalid(String reason) {
        try {
            Files.writeString(path.resolve(INVALID), reason, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(INVALID), e);
        }
    }

    /// Why what the fork of this folder measured does not count; nothing if it said no such thing.
    Optional<String> invalid() throws IOException {
        Path file = path.resolve(INVALID);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private void writeFork(String kind, CellId cell, Object value) {
        Path file = forkFile(kind, cell, ".json");
        try {
            Files.createDirectories(file.getParent());
            writeJson(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// What both ends counted in all forks that wrote to a folder together; nothing if none did.
    static Optional<Reconciliation> counts(Path folder) throws IOException {
        return readForks(folder, new TypeReference<Reconciliation>() {}).stream()
                .reduce(ResultFolder::sum);
    }

    /// How the client was set up in the forks that wrote to a folder; nothing if none said so.
    ///
    /// @throws IOException if two forks say different things, for then they are no forks of one cell
    static Optional<SortedMap<String, String>> settings(Path folder) throws IOException {
        List<SortedMap<String, String>> forks = readForks(folder, new TypeReference<>() {});
        if (Set.copyOf(forks).size() > 1) {
            throw new IOException("forks in " + folder + " were set up differently: " + forks);
        }
        return forks.stream().findFirst();
    }

    private static <T> List<T> readForks(Path folder, TypeReference<T> type) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<T> forks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                forks.add(JSON.readValue(Files.readString(file), type));
            }
        } catch (JacksonException e) {
            throw new IOException("cannot read what forks wrote to " + folder + ": " + e.getOriginalMessage(), e);
        }
        return forks;
    }

    /// What both ends counted in two forks.
    static Reconciliation sum(Reconciliation one, Reconciliation other) {
        return new Reconciliation(
                one.clientExchanges() + other.clientExchanges(),
                one.serverExchanges() + other.serverExchanges(),
                one.clientConnections().isPresent() && other.clientConnections().isPresent()
                        ? OptionalLong.of(one.clientConnections().getAsLong()
                                + other.clientConnections().getAsLong())
                        : OptionalLong.empty(),
                one.serverConnections() + other.serverConnections());
    }

    void writeResults(Collection<RunResult> results) throws IOException {
        Path part = path.resolve("jmh-result.json.part");
        try (PrintStream file = new PrintStream(Files.newOutputStream(part), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(results);
            if (file.checkError()) {
                throw new IOException("cannot write " + part);
            }
        }
        move(part, path.resolve("jmh-result.json"));
    }

    void writeRun(RunRecord run) throws IOException {
        writeJson(path.resolve("run.json"), run);
    }

    static void writeJson(Path file, Object value) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, JSON.writeValueAsString(value));
        move(part, file);
    }

    static <T> T readJson(Path file, Class<T> type) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), type);
        } catch (JacksonException e) {
            throw new IOException("cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    private static void move(Path part, Path whole) throws IOException {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
