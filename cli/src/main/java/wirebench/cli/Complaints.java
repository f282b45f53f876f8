package wirebench.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// Prints what went wrong on standard error: one line that says what happened, where, and what to try. A stack
/// trace follows only if the user asked for it. Not thread-safe.
final class Complaints {
    private final Streams streams;
    private boolean verbose;

    Complaints(Streams streams) {
        this.streams = streams;
    }

    /// Whether stack traces are wanted.
    void verbose(boolean wanted) {
        verbose = wanted;
    }

    /// An exchange, or a run of them, failed.
    void print(String where, Trouble trouble, @Nullable Throwable thrown) {
        print(TerminalText.of(where) + ": " + trouble.message() + "; " + trouble.advice(), thrown);
    }

    /// Anything else.
    void print(String line, @Nullable Throwable thrown) {
        streams.err().println(streams.errAnsi().string("@|bold,red wirebench:|@ ") + line);
        if (verbose && thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            streams.err().print(TerminalText.withoutUserinfo(trace.toString()));
        }
    }
}
