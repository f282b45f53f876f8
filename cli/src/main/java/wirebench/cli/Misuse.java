package wirebench.cli;

/// The caller asked for something that cannot be done; nothing was sent.
final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(TerminalText.of(message));
    }

    Misuse(Throwable cause) {
        super(TerminalText.of(cause), cause);
    }

    /// The reason, on one line.
    String reason() {
        return String.valueOf(getMessage());
    }
}
