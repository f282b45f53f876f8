package wirebench.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The command, run in this process, and what it left behind.
///
/// @param code the exit code
/// @param out standard output as ISO 8859-1, so that no octet is lost
/// @param err standard error
record CommandRun(int code, String out, String err) {
    /// Runs the command with nothing on standard input.
    static CommandRun of(String... arguments) {
        return of(InputStream.nullInputStream(), arguments);
    }

    /// Runs the command with text on standard input.
    static CommandRun withInput(String in, String... arguments) {
        return of(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    private static CommandRun of(InputStream in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Wirebench.run(streams(in, out, err, false), arguments);
        return new CommandRun(code, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
    }

    /// Streams of a test.
    static Streams streams(InputStream in, OutputStream out, OutputStream err, boolean terminal) {
        return new Streams(in, out, new PrintStream(err, true, StandardCharsets.UTF_8), false, terminal);
    }
}
