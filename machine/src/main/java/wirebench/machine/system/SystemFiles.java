package wirebench.machine.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The small files in which the kernel tells of the system, below a root that tests can choose. Elsewhere than on
/// Linux, or where a file cannot be read, there is nothing. Immutable and thread-safe.
///
/// @param root mostly `/`
public record SystemFiles(Path root) {
    /// Those of this machine.
    public static final SystemFiles HERE = new SystemFiles(Path.of("/"));

    /// A whole file.
    ///
    /// @param path such as `proc/stat`, relative to the root
    /// @return its text, in which each octet is a character
    public Optional<String> text(String path) {
        // The kernel gives its settings to the first read only, so that must be a large one: Files.readString's is not.
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /// A file of one line, without its end; nothing if it is empty.
    public Optional<String> line(String path) {
        return text(path).map(String::strip).filter(line -> !line.isEmpty());
    }

    /// A file of one number.
    ///
    /// @param path relative to the root
    /// @return empty if there is no such file, or it holds something else
    public OptionalLong number(String path) {
        return line(path).map(SystemFiles::leading).orElse(OptionalLong.empty());
    }

    /// The number that a text is, or begins with before a blank.
    private static OptionalLong leading(String text) {
        String word = text.split("\\s", 2)[0];
        return word.matches("-?[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    }

    /// The number that a line's value begins with; see [#value].
    ///
    /// @param path relative to the root
    /// @param word that the line begins with
    /// @return empty if there is no such line, or no number
    public OptionalLong number(String path, String word) {
        return value(path, word).map(SystemFiles::leading).orElse(OptionalLong.empty());
    }

    /// The first line of a file that begins with a word, without that word and what stands between it and the
    /// value.
    public Optional<String> value(String path, String word) {
        return text(path)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(word))
                        .map(line -> line.substring(word.length())
                                .replaceFirst("^[\\s:=]+", "")
                                .strip())
                        .findFirst());
    }

    /// What a folder holds, sorted; nothing if there is no such folder.
    public List<String> names(String path) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(root.resolve(path))) {
            folder.forEach(file -> names.add(String.valueOf(file.getFileName())));
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            return List.of();
        }
        Collections.sort(names);
        return List.copyOf(names);
    }

    /// Whether there is such a file or folder.
    public boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }
}
