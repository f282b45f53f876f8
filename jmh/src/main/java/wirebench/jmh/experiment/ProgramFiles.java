package wirebench.jmh.experiment;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Files that come with this program, in folders beside its classes: in a jar, or in a folder of the build.
final class ProgramFiles {
    private static final String ENDING = ".yaml";

    private ProgramFiles() {}

    /// The texts of all YAML files in a folder, by their names without the ending.
    static SortedMap<String, String> yaml(String folder) throws IOException {
        Path place = Path.of(here());
        if (Files.isDirectory(place)) {
            return in(place.resolve(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return in(jar.getPath("/" + folder));
        }
    }

    private static URI here() throws IOException {
        try {
            return ProgramFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IOException("the place of this program is no URI", e);
        }
    }

    private static SortedMap<String, String> in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(ENDING)).toList();
        }
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            texts.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
        }
        return texts;
    }
}
