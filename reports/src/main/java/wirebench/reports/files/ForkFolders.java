package wirebench.reports.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The folders of a run's forks, told apart by their names: `b02-07-nio` counts, `b02-07-nio.invalid-1-steal`
/// was thrown out, and one that ends in `.part-...` was still in flight and is passed over. What does not belong to
/// the plan is a [Stray].
///
/// @param forks those that count
/// @param invalid those that were thrown out
/// @param strays those that are of another run, of no slot of the plan, or changed
record ForkFolders(List<Fork> forks, List<InvalidFork> invalid, List<Stray> strays) {
    private static final Pattern VALID = Pattern.compile("b\\d+-\\d+-.+");
    private static final Pattern INVALID = Pattern.compile("(b(\\d{1,9})-(\\d{1,9})-(.+))\\.invalid-(\\d{1,9})-(.*)");
    private static final String NOT_PLANNED = "the plan has no such fork";
    private static final String CURE = "name the folder of a run, which holds plan.json and forks/";

    /// All folders beside each other, read and checked against the plan.
    ///
    /// @throws ReportException if there is no such folder, or one of the files is broken
    static ForkFolders read(Path folder, Plan plan) throws ReportException {
        var slots = new HashSet<String>();
        plan.slots().forEach(slot -> slots.add(slot.toString()));
        var found = new ForkFolders(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Path each : sorted(folder)) {
            found.add(each, plan, slots);
        }
        return found;
    }

    private void add(Path folder, Plan plan, Set<String> slots) throws ReportException {
        var name = String.valueOf(folder.getFileName());
        var thrownOut = INVALID.matcher(name);
        if (thrownOut.matches()) {
            if (slots.contains(thrownOut.group(1))) {
                invalid.add(readInvalid(folder));
            } else {
                strays.add(new Stray(folder, NOT_PLANNED));
            }
        } else if (VALID.matcher(name).matches() && !name.contains(".part-")) {
            var fork = Fork.read(folder);
            misfit(fork, folder, plan, slots)
                    .ifPresentOrElse(why -> strays.add(new Stray(folder, why)), () -> forks.add(fork));
        }
    }

    private static Optional<String> misfit(Fork fork, Path folder, Plan plan, Set<String> slots)
            throws ReportException {
        var name = String.valueOf(folder.getFileName());
        if (!slots.contains(name)) {
            return Optional.of(NOT_PLANNED);
        }
        if (!fork.slot().toString().equals(name)) {
            return Optional.of("its file is that of " + fork.slot());
        }
        var elsewhere = plan.origin().difference(fork.origin());
        return elsewhere.isPresent() ? elsewhere : Checksums.change(folder);
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

    /// What it measured is read only if it came so far as to write it.
    private static InvalidFork readInvalid(Path folder) throws ReportException {
        var name = INVALID.matcher(String.valueOf(folder.getFileName()));
        if (!name.matches()) {
            throw new IllegalArgumentException(folder.toString());
        }
        var record = Files.exists(folder.resolve(Fork.NAME)) ? Optional.of(Fork.read(folder)) : Optional.<Fork>empty();
        return new InvalidFork(
                folder,
                Integer.parseInt(name.group(2)),
                Integer.parseInt(name.group(3)),
                name.group(4),
                Integer.parseInt(name.group(5)),
                reason(folder, record).orElse(name.group(6).replace('-', ' ')),
                record);
    }

    private static Optional<String> reason(Path folder, Optional<Fork> record) throws ReportException {
        var file = folder.resolve("reason.txt");
        if (!Files.exists(file)) {
            return record.flatMap(Fork::invalid);
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(reason -> !reason.isEmpty());
        } catch (IOException e) {
            throw new ReportException(file, "cannot be read (" + e.getMessage() + ")", "remove it", e);
        }
    }
}
