package wirebench.reports.files;

import java.nio.file.Path;

/// A fork that lies in the folder of a run to which it does not belong, or that is not as it was written: it is in no
/// table. Immutable.
///
/// @param folder all its files
/// @param why as a clause
public record Stray(Path folder, String why) {
    @Override
    public String toString() {
        return folder.getFileName() + " (" + why + ")";
    }
}
