package wirebench.jmh.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import wirebench.load.Reconciliation;
import wirebench.reports.files.CellId;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.ResultFile;

/// Where one fork puts what it measures: all that a fork knows of the run it belongs to.
///
/// ```
/// histograms/CELL/fork-MILLIS-PID.hlog        latencies
/// counts/CELL/fork-MILLIS-PID.json            what both ends counted
/// settings/CELL/fork-MILLIS-PID.json          how a client that is not ours was set up
/// invalid.txt                                 why what it measured does not count
/// ```
/// Immutable.
///
/// @param path the folder
public record ForkFolder(Path path) {
    /// The system property that tells a fork where to write.
    public static final String PROPERTY = "wirebench.results";

    private static final String CURE =
            "remove the folder of this fork and go on with ./wirebench bench --resume, which runs it again";

    private static final String INVALID = "invalid.txt";

    /// The folder that the suite named to this JVM, if it is a fork of one.
    public static Optional<ForkFolder> ofThisFork() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(folder -> new ForkFolder(Path.of(folder)));
    }

    /// Whether an argument of a JVM tells it where to write, which is its own for each fork.
    public static boolean isNamedBy(String argument) {
        return argument.startsWith("-D" + PROPERTY + "=");
    }

    /// A file of this JVM below the folder of a cell.
    ///
    /// @param ending with its dot, or empty
    public Path forkFile(String kind, CellId cell, String ending) {
        var jvm = ManagementFactory.getRuntimeMXBean();
        String name = "fork-" + jvm.getStartTime() + "-" + jvm.getPid() + ending;
        return path.resolve(kind).resolve(cell.toString()).resolve(name);
    }

    /// Writes what both ends counted in this JVM.
    public void writeCounts(CellId cell, Reconciliation counts) {
        writeFork("counts", cell, counts);
    }

    /// Writes how the client in this JVM was set up, if it has anything to say.
    public void writeSettings(CellId cell, Map<String, String> settings) {
        if (!settings.isEmpty()) {
            writeFork("settings", cell, new TreeMap<>(settings));
        }
    }

    /// Says in a fork that what it measures is not what was asked for, and would not be if it were run again, such
    /// as a rate that was not reached. The fork then leaves every table and keeps its folder. The first reason
    /// stands, since what comes later mostly follows from it.
    ///
    /// @param reason in words, with the figures that show it
    public void markInvalid(String reason) {
        try {
            Files.writeString(path.resolve(INVALID), reason, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(INVALID), e);
        }
    }

    /// Why what the fork of this folder measured does not count; nothing if it said no such thing.
    public Optional<String> invalid() throws IOException {
        Path file = path.resolve(INVALID);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private void writeFork(String kind, CellId cell, Object value) {
        Path file = forkFile(kind, cell, ".json");
        try {
            Files.createDirectories(file.getParent());
            ResultFile.write(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// What both ends counted in all forks that wrote to a folder together; nothing if none did.
    public static Optional<Reconciliation> counts(Path folder) throws IOException, ReportException {
        return readForks(folder, new TypeReference<Reconciliation>() {}).stream()
                .reduce(ForkFolder::sum);
    }

    /// How the client was set up in the forks that wrote to a folder; nothing if none said so.
    ///
    /// @throws IOException if two forks say different things, for then they are no forks of one cell
    public static Optional<SortedMap<String, String>> settings(Path folder) throws IOException, ReportException {
        List<SortedMap<String, String>> forks = readForks(folder, new TypeReference<>() {});
        if (Set.copyOf(forks).size() > 1) {
            throw new IOException("forks in " + folder + " were set up differently: " + forks);
        }
        return forks.stream().findFirst();
    }

    private static <T> List<T> readForks(Path folder, TypeReference<T> type) throws IOException, ReportException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<T> forks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                forks.add(ResultFile.read(file, type, CURE));
            }
        }
        return forks;
    }

    /// What both ends counted in two forks.
    public static Reconciliation sum(Reconciliation one, Reconciliation other) {
        return new Reconciliation(
                one.clientExchanges() + other.clientExchanges(),
                one.serverExchanges() + other.serverExchanges(),
                one.clientConnections().isPresent() && other.clientConnections().isPresent()
                        ? OptionalLong.of(one.clientConnections().getAsLong()
                                + other.clientConnections().getAsLong())
                        : OptionalLong.empty(),
                one.serverConnections() + other.serverConnections());
    }
}
