package wirebench.reports.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A result that cannot be read or a report that cannot be written.
///
/// The message is one line for the person at the terminal: which file, what is wrong with it, what to do.
public sealed class ReportException extends Exception permits NoForkCounts {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    /// @param file the file or folder that is at fault
    /// @param wrong what is wrong with it, as a clause
    /// @param cure what a person can do, as a clause
    public ReportException(Path file, String wrong, String cure) {
        this(file, wrong, cure, null);
    }

    /// @param cause what another library said of it
    public ReportException(Path file, String wrong, String cure, @Nullable Throwable cause) {
        super(oneLine(file + ": " + wrong + "; " + cure), cause);
        this.file = file;
    }

    /// The file or folder that is at fault.
    public Path file() {
        return file;
    }

    /// Messages of libraries may span lines; ours never do.
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
