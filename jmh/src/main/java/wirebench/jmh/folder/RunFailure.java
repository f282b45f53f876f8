package wirebench.jmh.folder;

/// A run that failed; the message is the line that the user sees.
public final class RunFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int MISUSE = 2;
    private static final int INVALID = 10;

    private final int exitCode;

    public RunFailure(String message) {
        super(message);
        exitCode = FAILED;
    }

    public RunFailure(String message, Throwable cause) {
        super(message, cause);
        exitCode = FAILED;
    }

    private RunFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// A run that went on to its end and measured nothing that counts.
    public static RunFailure invalid(String message) {
        return new RunFailure(INVALID, message);
    }

    /// A run that cannot begin as it was asked for; nothing was run and nothing changed.
    public static RunFailure misuse(String message) {
        return new RunFailure(MISUSE, message);
    }

    /// What the command ends with.
    public int exitCode() {
        return exitCode;
    }
}
