package wirebench.jmh;

/// A run that failed; the message is the line that the user sees.
final class SuiteException extends Exception {
    private static final long serialVersionUID = 1L;

    SuiteException(String message) {
        super(message);
    }

    SuiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
