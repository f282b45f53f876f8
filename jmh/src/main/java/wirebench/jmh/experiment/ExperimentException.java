package wirebench.jmh.experiment;

import java.io.Serial;

/// An experiment that cannot be read; the message is one line that names the file and, if there is one, the line
/// in it, and says what would be right.
public final class ExperimentException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ExperimentException(String message) {
        super(message);
    }

    ExperimentException(String message, Throwable cause) {
        super(message, cause);
    }
}
