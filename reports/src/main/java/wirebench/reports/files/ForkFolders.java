package wirebench.reports.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folders of a run's forks, told apart by their names: `b02-07-nio` counts, `b02-07-nio.invalid-1-steal`
/// was thrown out, and one that ends in `.part-PID` was still in flight and is passed over.
record ForkFolders(List<Path> valid, List<Path> invalid) {
    private static final Pattern VALID = Pattern.compile("b\\d+-\\d+-.+");
    private static final Pattern INVALID = Pattern.compile("b(\\d{1,9})-(\\d{1,9})-(.+)\\.invalid-(\\d{1,9})-(.*)");
    private static final String CURE = "name the folder of a run, which holds plan.json and forks/";

    static ForkFolders of(Path forks) throws ReportException {
        var valid = new ArrayList<Path>();
        var invalid = new ArrayList<Path>();
        for (Path folder : sorted(forks)) {
            var name = name(folder);
            if (INVALID.matcher(name).matches()) {
                invalid.add(folder);
            } else if (VALID.matcher(name).matches() && !name.contains(".part-")) {
                valid.add(folder);
            }
        }
        return new ForkFolders(valid, invalid);
    }

    private static List<Path> sorted(Path forks) throws ReportException {
        if (!Files.isDirectory(forks)) {
            throw new ReportException(forks, "is no folder", CURE);
        }
        try (var folders = Files.list(forks)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new ReportException(forks, "cannot be listed (" + e.getMessage() + ")", CURE, e);
        }
    }

    List<Fork> readValid() throws ReportException {
        var forks = new ArrayList<Fork>();
        for (Path folder : valid) {
            forks.add(ForkFile.read(folder));
        }
        return forks;
    }

    List<InvalidFork> readInvalid() throws ReportException {
        var forks = new ArrayList<InvalidFork>();
        for (Path folder : invalid) {
            forks.add(readInvalid(folder));
        }
        return forks;
    }

    /// What it measured is read only if it came so far as to write it.
    private static InvalidFork readInvalid(Path folder) throws ReportException {
        var name = INVALID.matcher(name(folder));
        if (!name.matches()) {
            throw new IllegalArgumentException(folder.toString());
        }
        var wrote = Files.exists(folder.resolve(ForkFile.NAME));
        return new InvalidFork(
                folder,
                Integer.parseInt(name.group(1)),
                Integer.parseInt(name.group(2)),
                name.group(3),
                Integer.parseInt(name.group(4)),
                reason(folder, wrote).orElse(name.group(5).replace('-', ' ')),
                wrote ? Optional.of(ForkFile.read(folder)) : Optional.empty());
    }

    private static Optional<String> reason(Path folder, boolean wrote) throws ReportException {
        var file = folder.resolve("reason.txt");
        if (!Files.exists(file)) {
            return wrote ? ForkFile.invalid(folder) : Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(reason -> !reason.isEmpty());
        } catch (IOException e) {
            throw new ReportException(file, "cannot be read (" + e.getMessage() + ")", "remove it", e);
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
