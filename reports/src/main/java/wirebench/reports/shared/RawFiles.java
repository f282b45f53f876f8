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
import wirebench.reports.files.Results;
import wirebench.reports.page.Document;

/// Finds what a report was made from, with addresses that hold from the folder of the report.
public final class RawFiles {
    private RawFiles() {}

    /// The files that the report on a suite was made from, and JMH's own beside them.
    public static List<Document.RawFile> of(Results results, Path target) throws ReportException {
        return raw(results.folder(), files(results.folder(), results.forks()), target);
    }

    /// The files that the report on an experiment was made from.
    public static List<Document.RawFile> of(Bundle bundle, Path target) throws ReportException {
        var files = files(bundle.folder(), bundle.forks());
        bundle.invalid().forEach(fork -> files.add(fork.folder().resolve("fork.json")));
        return raw(bundle.folder(), files, target);
    }

    private static List<Path> files(Path folder, List<Fork> forks) throws ReportException {
        var files = new ArrayList<Path>();
        for (String name : List.of("plan.json", "run.json", "jmh-result.json")) {
            files.add(folder.resolve(name));
        }
        forks.forEach(fork -> files.add(fork.folder().resolve("fork.json")));
        for (Fork fork : forks) {
            files.addAll(HistogramLog.ofFork(fork.folder().resolve("histograms")));
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
