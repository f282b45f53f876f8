package wirebench.jmh.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import wirebench.jmh.experiment.Suites;

/// The names of all suites, for help and completion.
final class SuiteNames implements Iterable<String> {
    /// For picocli.
    SuiteNames() {}

    @Override
    public Iterator<String> iterator() {
        try {
            return Suites.names().iterator();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the suites", e);
        }
    }
}
