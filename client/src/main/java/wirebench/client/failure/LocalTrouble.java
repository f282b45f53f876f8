package wirebench.client.failure;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/// What this machine has run out of, so that no server is to blame. The JDK tells some of it by the type of a
/// cause and the rest by the system's message.
public enum LocalTrouble {
    /// This process may open no more files and sockets (EMFILE).
    NO_DESCRIPTOR("this process has no file descriptor left"),
    /// The whole machine has as many files and sockets open as it may (ENFILE).
    NO_FILE("this machine has no file descriptor left"),
    /// Every local port is taken for this server, or no local address leads to it (EADDRNOTAVAIL).
    NO_PORT("no local address has a port left for it"),
    /// None of these.
    NONE("");

    private final String words;

    LocalTrouble(String words) {
        this.words = words;
    }

    /// Finds out what is behind a failure.
    ///
    /// @param failure what was thrown; null for nothing
    /// @return the trouble, [#NONE] if it is none of this machine's
    public static LocalTrouble of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            LocalTrouble trouble = of(cause, String.valueOf(cause.getMessage()));
            if (trouble != NONE) {
                return trouble;
            }
        }
        return NONE;
    }

    private static LocalTrouble of(Throwable cause, String message) {
        if (message.contains("Too many open files in system")) {
            return NO_FILE;
        }
        if (message.contains("Too many open files")) {
            return NO_DESCRIPTOR;
        }
        return cause instanceof BindException || message.contains("Cannot assign requested address") ? NO_PORT : NONE;
    }

    /// Says what is wrong, and what the system has said.
    ///
    /// @param reason the system's words
    /// @return words to follow the server's name and a colon
    String sentence(String reason) {
        return switch (this) {
            case NONE -> reason;
            case NO_DESCRIPTOR, NO_FILE, NO_PORT -> words + " (" + reason + ")";
        };
    }
}
