package wirebench.jmh;

/// A run that failed; the message is the line that the user sees.
final class SuiteException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int INVALID = 10;

    private final int exitCode;

    SuiteException(String message) {
        super(message);
        exitCode = FAILED;
    }

    SuiteException(String message, Throwable cause) {
        super(message, cause);
        exitCode = FAILED;
    }

    private SuiteException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// A run that went on to its end and measured nothing that counts.
    static SuiteException invalid(String message) {
        return new SuiteException(INVALID, message);
    }

    /// What the command ends with.
    int exitCode() {
        return exitCode;
    }
}
