package wirebench.load;

/// A load that came to nothing: too many errors, or no progress.
public final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Creates the exception.
    ///
    /// @param message why the load was given up
    public LoadException(String message) {
        super(message);
    }
}
