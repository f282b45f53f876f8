package wirebench.reports.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes files so that nobody ever sees half of one: all into temporary files first, then each gets its name.
public final class WholeFiles {
    private static final String CURE = "make it a folder that can be written to, with space left, or name another";

    private WholeFiles() {}

    /// Writes texts by file name into a folder, which is made if it does not exist.
    public static void write(Path folder, Map<String, String> contents) throws ReportException {
        var unique =
                ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId();
        var written = new LinkedHashMap<Path, Path>();
        try {
            Files.createDirectories(folder);
            for (var entry : contents.entrySet()) {
                // Not createTempFile(), whose files only their owner may read.
                var temporary = folder.resolve("." + entry.getKey() + "." + unique + ".part");
                written.put(temporary, folder.resolve(entry.getKey()));
                Files.writeString(temporary, entry.getValue());
            }
            for (var entry : written.entrySet()) {
                Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ReportException(folder, "cannot be written to (" + e + ")", CURE, e);
        } finally {
            written.keySet().forEach(WholeFiles::deleteIfLeft);
        }
    }

    private static void deleteIfLeft(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException _) {
            // What went wrong with the folder has been told already; a left-over file adds nothing to it.
        }
    }
}
