package wirebench.jmh.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import wirebench.jmh.folder.RunFailure;

/// Where a run keeps what its forks measured.
///
/// ```
/// jmh-result.json                             JMH's own format, a result for each cell
/// run.json                                    what the run says about itself
/// plan.json                                   all forks in their order, drawn before the first
/// forks/                                      what each fork measured, see [ForkStore]; the rest comes of it
/// jmh.log                                     what JMH and the forks printed
/// ```
/// Files that are replaced are whole at every moment. Immutable.
///
/// @param path the folder
public record RunFolder(Path path) {
    /// Makes the folder. What is in one that is there already is somebody's, so a run begins in an empty one only.
    ///
    /// @throws RunFailure if it is not empty
    void prepare() throws RunFailure, IOException {
        Files.createDirectories(path);
        if (Files.exists(plan())) {
            throw RunFailure.misuse(
                    path + " holds a run; go on with it by --resume " + path + ", or name another folder with --out");
        }
        try (Stream<Path> files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw RunFailure.misuse(path + " is not empty; name another folder with --out");
            }
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

    /// The file that holds the plan.
    public Path plan() {
        return path.resolve("plan.json");
    }

    Path log() {
        return path.resolve("jmh.log");
    }

    void writeResults(Collection<RunResult> results) throws IOException {
        Path part = path.resolve("jmh-result.json.part");
        try (PrintStream file = new PrintStream(Files.newOutputStream(part), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(results);
            if (file.checkError()) {
                throw new IOException("cannot write " + part);
            }
        }
        Files.move(
                part,
                path.resolve("jmh-result.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
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
