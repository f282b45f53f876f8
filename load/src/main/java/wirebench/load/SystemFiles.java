package wirebench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the kernel tells in small files, below a root that tests can choose. Elsewhere than on Linux, or where a
/// file cannot be read, there is nothing.
///
/// @param root mostly `/`
record SystemFiles(Path root) {
    static final SystemFiles HERE = new SystemFiles(Path.of("/"));

    /// A whole file.
    ///
    /// @param path such as `proc/stat`, relative to the root
    Optional<String> text(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path), StandardCharsets.ISO_8859_1));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /// A file of one line, without its end; nothing if it is empty.
    Optional<String> line(String path) {
        return text(path).map(String::strip).filter(line -> !line.isEmpty());
    }

    /// The first line of a file that begins with a word, without that word and what stands between it and the
    /// value.
    Optional<String> value(String path, String word) {
        return text(path)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(word))
                        .map(line -> line.substring(word.length())
                                .replaceFirst("^[\\s:=]+", "")
                                .strip())
                        .findFirst());
    }
}
