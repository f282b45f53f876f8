package wirebench.jmh.run;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import wirebench.jmh.folder.ForkFolder;
import wirebench.reports.files.Checksums;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Slot;

/// The forks of a run on disk, a folder for each:
///
/// ```
/// forks/b02-07-nio/                                   one that counts
/// forks/b02-07-nio.invalid-1-steal-3.1-percent/       one that was thrown out, and why; it is run again
/// forks/b02-07-nio.invalid-1-rate-812-of-1000/        one that said itself that it does not count; it is not
/// forks/b02-07-nio.part-HOST-PID/                     one in flight
///     fork.json                                       what it says about itself, each iteration included
///     checksums.txt                                   of all its files, when it counts
///     jmh-fork.bin                                    JMH's own objects, from which its results are merged
///     histograms/CELL/, counts/CELL/, settings/CELL/  what the fork itself wrote
/// ```
/// A folder is filled under its name in flight and then renamed, so that one without that ending is whole.
/// Immutable.
///
/// @param path of all forks
record ForkStore(Path path) {
    private static final String REJECTED = ".invalid-";
    /// Characters: names of files end at 255, and the cells of suites are long.
    private static final int LONGEST_REASON = 60;

    private static final String OBJECTS = "jmh-fork.bin";
    private static final ObjectInputFilter JMH_ONLY =
            ObjectInputFilter.Config.createFilter("org.openjdk.jmh.**;java.base/*;!*");

    /// Makes the folder and removes what was in flight when a run on this machine was killed.
    void prepare() throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> all = Files.list(path)) {
            for (Path part : all.filter(each -> InFlight.isLeftOver(name(each))).toList()) {
                RunFolder.delete(part);
            }
        }
    }

    /// Whether a fork was accepted.
    boolean isWhole(Slot slot) {
        return Files.isDirectory(folder(slot));
    }

    /// Attempts that were thrown out, by the name of the fork's folder.
    Map<String, List<Path>> rejected() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(each -> name(each).contains(REJECTED))
                    .collect(Collectors.groupingBy(
                            each -> name(each).substring(0, name(each).indexOf(REJECTED))));
        }
    }

    /// An empty folder for a fork in flight. It has our machine and process in its name, because a fork of a run that
    /// was killed may still write to the one it was given, and another machine may share the folder.
    ForkFolder begin(Slot slot) throws IOException {
        Path part = path.resolve(slot + InFlight.ENDING);
        RunFolder.delete(part);
        Files.createDirectories(part);
        return new ForkFolder(part);
    }

    /// Writes what a fork measured into its folder in flight.
    void write(ForkFolder part, Fork fork, BenchmarkResult result) throws IOException {
        try (ObjectOutputStream file =
                new ObjectOutputStream(Files.newOutputStream(part.path().resolve(OBJECTS)))) {
            file.writeObject(result);
        }
        write(part, fork);
    }

    /// The same for a fork of which JMH has no result.
    void write(ForkFolder part, Fork fork) throws IOException {
        fork.write(part.path());
    }

    /// A fork in flight counts. From now on no file of it changes.
    void accept(ForkFolder part, Slot slot) throws IOException {
        Checksums.write(part.path());
        Files.move(part.path(), folder(slot), StandardCopyOption.ATOMIC_MOVE);
    }

    /// A fork in flight does not count.
    ///
    /// @param attempt counted from 1
    /// @param why in words, which become part of the folder's name
    Path reject(ForkFolder part, Slot slot, int attempt, String why) throws IOException {
        String words = why.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String inName = words.substring(0, Math.min(words.length(), LONGEST_REASON));
        Path invalid = path.resolve(slot + REJECTED + attempt + "-" + inName);
        return Files.move(part.path(), invalid, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What JMH made of a fork.
    BenchmarkResult result(Slot slot) throws IOException {
        Path file = folder(slot).resolve(OBJECTS);
        try (ObjectInputStream objects = new ObjectInputStream(Files.newInputStream(file))) {
            objects.setObjectInputFilter(JMH_ONLY);
            return (BenchmarkResult) objects.readObject();
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("cannot read " + file + ", which another version wrote", e);
        }
    }

    /// The folder that a fork wrote to for a cell, if it wrote anything of the kind.
    Optional<Path> written(Slot slot, String kind) throws IOException {
        Path folder = folder(slot).resolve(kind);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> cells = Files.list(folder)) {
            return cells.findFirst();
        }
    }

    private Path folder(Slot slot) {
        return path.resolve(slot.toString());
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
