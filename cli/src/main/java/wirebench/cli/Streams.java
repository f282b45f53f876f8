package wirebench.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/// Where the command reads and writes, so that it can be run inside a test.
///
/// @param in standard input
/// @param out standard output; unlike `System.out` it reports when nobody reads it any more
/// @param err standard error
/// @param outIsTerminal whether a person sees standard output
/// @param errIsTerminal whether a person sees standard error
record Streams(InputStream in, OutputStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {

    /// Those of this process. The launcher says which are terminals.
    static Streams system() {
        return new Streams(
                System.in,
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal("wirebench.stdout"),
                isTerminal("wirebench.stderr"));
    }

    /// Standard output for text, such as help.
    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /// Standard error for text.
    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /// Colours for standard output.
    Ansi outAnsi() {
        return ansi(outIsTerminal);
    }

    /// Colours for standard error.
    Ansi errAnsi() {
        return ansi(errIsTerminal);
    }

    /// Only for persons, and only for those who did not opt out (no-color.org).
    private static Ansi ansi(boolean terminal) {
        String noColor = System.getenv("NO_COLOR");
        return terminal && (noColor == null || noColor.isEmpty()) ? Ansi.ON : Ansi.OFF;
    }

    private static boolean isTerminal(String property) {
        return "terminal".equals(System.getProperty(property));
    }
}
