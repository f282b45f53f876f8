package wirebench.reports.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.HistogramLog;
import wirebench.reports.files.ReportException;
import wirebench.reports.page.Document;

/// Finds what a report was made from, with addresses that hold from the folder of the report.
public final class RawFiles {
    private RawFiles() {}

    /// The files that the report on a run was made from, and JMH's own beside them.
    public static List<Document.RawFile> of(Bundle bundle, Path target) throws ReportException {
        var files = files(bundle);
        bundle.invalid().forEach(fork -> files.add(fork.folder().resolve("fork.json")));
        return raw(bundle.folder(), files, target);
    }

    private static List<Path> files(Bundle bundle) throws ReportException {
        var files = new ArrayList<Path>();
        for (String name : List.of("plan.json", "run.json", "jmh-result.json")) {
            files.add(bundle.folder().resolve(name));
        }
        bundle.forks().forEach(fork -> files.add(bundle.folderOf(fork).resolve("fork.json")));
        for (Fork fork : bundle.forks()) {
            files.addAll(HistogramLog.ofFork(bundle.folderOf(fork).resolve("histograms")));
        }
        return files;
    }

    private static List<Document.RawFile> raw(Path folder, List<Path> files, Path target) {
        return files.stream()
                .filter(Files::exists)
                .map(file -> new Document.RawFile(folder.relativize(file).toString(), address(target, file)))
                .toList();
    }

    /// Relative where there is a way from here to there, so that both folders can be moved together.
    private static String address(Path target, Path file) {
        var from = target.toAbsolutePath().normalize();
        var to = file.toAbsolutePath().normalize();
        if (from.getRoot() == null || !from.getRoot().equals(to.getRoot())) {
            return to.toUri().toString();
        }
        return encoded(from.relativize(to).toString().replace('\\', '/'));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
